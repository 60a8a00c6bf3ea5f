using System.Globalization;
using System.Text;
using Attune.Foundation.Failures;

namespace Attune.Companion.Retrieval.Imports.Csv;

/// <summary>
/// Makes text of a table so that each row can be found and quoted by itself: under a heading, its first cell, stands one line
/// with <c>name: value</c> for each cell that is not empty, so that who asks for one of them gets the row. The names come
/// from the first row when that can be a head: no cell of it is empty, a number, or there twice.
/// </summary>
internal static class CsvText
{
    /// <summary>More than any table that people read.</summary>
    private const int MaxColumns = 500;

    private const int LongestName = 80;
    private const int LongestHeading = 80;

    /// <summary>At the start of a line these would make a heading, a list or a block of code of it.</summary>
    private const string LineMarks = "#-*+>|`~•= \t";

    /// <summary>Reads a table.</summary>
    /// <param name="table">Delimited text; a byte order mark is gone already.</param>
    /// <param name="maxBytes">The longest text that may become of it, in bytes of UTF-8.</param>
    /// <returns>The text, empty for a table without cells; a failure when it is too long or cannot be a table.</returns>
    public static Outcome<string> Read(string table, long maxBytes)
    {
        var (delimiter, start) = CsvDelimiter.Of(table);
        var reader = new CsvReader(start == 0 ? table : table[start..], delimiter);
        var text = new StringBuilder();
        var cells = new List<string>();
        string[]? names = null;
        while (reader.Read(cells))
        {
            if (reader.IsUnfinished)
                return ImportFailures.TableUnreadable(reader.Line, "has a quotation mark that is not closed");
            if (cells.Count > MaxColumns)
                return ImportFailures.TableUnreadable(reader.Line, $"has more than {MaxColumns} cells");
            if (names is null && IsHead(cells))
            {
                names = [.. cells.Select((cell, column) => NameOf(cell, column))];
                continue;
            }

            names ??= [];
            Write(cells, names, text);
            // Every character takes a byte at least, so this ends a table that grows without bound early enough.
            if (text.Length > maxBytes)
                return ImportFailures.TableTooLong(maxBytes);
        }

        // A table of a head alone still says what it names.
        if (text.Length == 0 && names is { Length: > 0 })
            text.AppendJoin(", ", names);
        return text.ToString().TrimEnd();
    }

    private static bool IsHead(List<string> cells) =>
        cells.All(cell => !string.IsNullOrWhiteSpace(cell) && !IsNumber(cell))
        && cells.Select(cell => cell.Trim()).Distinct(StringComparer.OrdinalIgnoreCase).Count() == cells.Count;

    private static bool IsNumber(string cell) =>
        decimal.TryParse(
            cell.Trim(), NumberStyles.Number | NumberStyles.AllowCurrencySymbol, CultureInfo.InvariantCulture, out _);

    private static string NameOf(string cell, int column)
    {
        var name = Shorten(OneLine(cell), LongestName).TrimStart(LineMarks.ToCharArray()).TrimEnd(':', '：', ' ');
        return name.Length > 0 ? name : NumberOf(column);
    }

    private static string NumberOf(int column) => string.Create(CultureInfo.InvariantCulture, $"column {column + 1}");

    private static void Write(List<string> cells, string[] names, StringBuilder text)
    {
        var first = cells.Find(cell => !string.IsNullOrWhiteSpace(cell));
        if (first is null)
            return;
        text.Append("## ").Append(Shorten(OneLine(first), LongestHeading)).Append('\n');
        var separator = "";
        for (var column = 0; column < cells.Count; column++)
        {
            if (string.IsNullOrWhiteSpace(cells[column]))
                continue;
            text.Append(separator).Append(column < names.Length ? names[column] : NumberOf(column)).Append(": ")
                .Append(OneLine(cells[column]));
            separator = "; ";
        }

        text.Append("\n\n");
    }

    /// <summary>A cell may hold lines; a row of the text does not.</summary>
    private static string OneLine(string cell)
    {
        var trimmed = cell.AsSpan().Trim();
        if (trimmed.IndexOfAny('\r', '\n', '\t') < 0)
            return trimmed.ToString();
        return string.Join(' ', cell.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static string Shorten(string text, int longest)
    {
        if (text.Length <= longest)
            return text;
        return text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)];
    }
}
