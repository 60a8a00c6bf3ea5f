using System.Text;

namespace Attune.Learning.Affect;

/// <summary>
/// Rows of comma-separated values (RFC 4180): fields in quotation marks may hold commas, line ends and doubled marks.
/// </summary>
internal static class CsvRows
{
    private const int MaxFields = 64;

    /// <exception cref="InvalidDataException">A quotation mark does not close, or a row has too many fields.</exception>
    public static IEnumerable<IReadOnlyList<string>> Of(string text)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var (isQuoted, row) = (false, 1);
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            if (isQuoted && character == '"' && i + 1 < text.Length && text[i + 1] == '"')
                field.Append(text[i++]);
            else if (character == '"')
                isQuoted = !isQuoted;
            else if (isQuoted || character is not (',' or '\n' or '\r'))
                field.Append(character);
            else if (character != '\r')
            {
                fields.Add(field.ToString());
                field.Clear();
                if (fields.Count > MaxFields)
                    throw new InvalidDataException($"Row {row} has more than {MaxFields} fields.");
                if (character != '\n')
                    continue;
                yield return fields;
                fields = [];
                row++;
            }
        }

        if (isQuoted)
            throw new InvalidDataException($"A quotation mark in row {row} does not close.");
        if (fields.Count > 0 || field.Length > 0)
        {
            fields.Add(field.ToString());
            yield return fields;
        }
    }
}
