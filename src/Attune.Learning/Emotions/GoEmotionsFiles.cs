using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Attune.Learning.Emotions;

/// <summary>
/// Reads GoEmotions as it is published: <c>labels.txt</c> with a label per line, and for each split a file of lines
/// <c>text TAB label numbers with commas TAB id</c>.
/// </summary>
public static class GoEmotionsFiles
{
    /// <summary>Who made the data, for whatever is made from it.</summary>
    public const string Attribution =
        "GoEmotions by D. Demszky, D. Movshovitz-Attias, J. Ko, A. Cowen, G. Nemade and S. Ravi, Google Research, 2020, "
        + "CC BY 4.0; the weights were learned from its training split";

    /// <summary>Reads one split.</summary>
    /// <param name="folder">The folder with the data.</param>
    /// <param name="names">File names; the first that is there is read.</param>
    /// <exception cref="FileNotFoundException">None of the files, or no <c>labels.txt</c>, is there.</exception>
    /// <exception cref="InvalidDataException">A line or a label cannot be read; the message says which.</exception>
    public static LabelledTexts Read(string folder, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (File.Exists(Path.Combine(folder, name)))
                return Parse(name, File.ReadAllBytes(Path.Combine(folder, name)), ReadLabels(Path.Combine(folder, "labels.txt")));
        }

        throw new FileNotFoundException($"'{folder}' holds no {string.Join(" or ", names.ToArray())}.");
    }

    internal static LabelledTexts Parse(string name, byte[] bytes, int[] labels)
    {
        var texts = new List<string>();
        var sets = new List<ulong>();
        foreach (var line in Encoding.UTF8.GetString(bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var fields = line.TrimEnd('\r').Split('\t');
            if (fields.Length < 2)
                throw new InvalidDataException($"{name}, line {texts.Count + 1}: text, tab, labels are expected.");
            var set = 0ul;
            foreach (var number in fields[1].Split(','))
            {
                if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var label)
                    || label >= labels.Length)
                    throw new InvalidDataException($"{name}, line {texts.Count + 1}: '{number}' is no label.");
                set |= 1ul << labels[label];
            }

            texts.Add(fields[0]);
            sets.Add(EmotionLabels.WithGroups(set));
        }

        return texts.Count == 0
            ? throw new InvalidDataException($"{name} is empty.")
            : new LabelledTexts(name, Convert.ToHexStringLower(SHA256.HashData(bytes)), texts, sets);
    }

    private static int[] ReadLabels(string path)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException($"'{path}' is missing.");
        return [.. File.ReadAllLines(path).Select(line => line.Trim()).Where(line => line.Length > 0).Select(line =>
            EmotionLabels.IndexOf(line) is >= 0 and < EmotionLabels.Count and var label
                ? label
                : throw new InvalidDataException($"'{line}' in {Path.GetFileName(path)} is no label of GoEmotions."))];
    }
}
