using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Attune.Learning.Affect;

/// <summary>
/// Reads EmoBank as it is published: CSV with the columns id, split, V, A, D, text; ratings from 1 to 5, 3 being neutral.
/// </summary>
public static class EmoBankFiles
{
    /// <summary>Who made the data, for whatever is made from it.</summary>
    public const string Attribution =
        "EmoBank by S. Buechel and U. Hahn, EACL 2017, CC BY-SA 4.0; these weights were learned from its training split and "
        + "are under CC BY-SA 4.0";

    /// <summary>Longer files are refused.</summary>
    public const int MaxBytes = 64 * 1024 * 1024;

    private const int Columns = 6;
    private const double Middle = 3;
    private const double Reach = 2;

    /// <summary>Reads the first of these splits that is there.</summary>
    /// <param name="folder">Holds one or more CSV files; the first by name that has a split is read.</param>
    /// <param name="splits">Names of splits.</param>
    /// <exception cref="FileNotFoundException">No file has one of the splits.</exception>
    /// <exception cref="InvalidDataException">A file is too large or a line cannot be read; the message says which.</exception>
    public static AffectTexts Read(string folder, params ReadOnlySpan<string> splits)
    {
        foreach (var split in splits)
        {
            foreach (var path in Directory.EnumerateFiles(folder, "*.csv").Order(StringComparer.Ordinal))
            {
                if (new FileInfo(path).Length > MaxBytes)
                    throw new InvalidDataException($"{Path.GetFileName(path)} has more than {MaxBytes} bytes.");
                if (Parse(Path.GetFileName(path), File.ReadAllBytes(path), split) is { Texts.Count: > 0 } texts)
                    return texts;
            }
        }

        throw new FileNotFoundException($"No CSV file in '{folder}' has the split {string.Join(" or ", splits.ToArray())}.");
    }

    internal static AffectTexts Parse(string name, byte[] bytes, string split)
    {
        var texts = new List<string>();
        var ratings = new List<AffectPoint>();
        var row = 0;
        foreach (var fields in CsvRows.Of(Encoding.UTF8.GetString(bytes)))
        {
            row++;
            if (fields.Count != Columns)
                throw new InvalidDataException($"{name}, row {row}: {Columns} columns are expected, not {fields.Count}.");
            if (row == 1 || fields[1] != split)
                continue;
            ratings.Add(new AffectPoint(
                Rating(fields[2], name, row), Rating(fields[3], name, row), Rating(fields[4], name, row)));
            texts.Add(fields[5]);
        }

        return new AffectTexts($"{name} ({split})", Convert.ToHexStringLower(SHA256.HashData(bytes)), texts, ratings);
    }

    private static double Rating(string field, string name, int row) =>
        double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out var rating) && rating is >= 1 and <= 5
            ? (rating - Middle) / Reach
            : throw new InvalidDataException($"{name}, row {row}: '{field}' is no rating from 1 to 5.");
}
