using System.Security.Cryptography;
using System.Text;

namespace Attune.Learning.Emotions.Chinese;

/// <summary>
/// Our own sentences with their labels: lines <c>label[,label] TAB plain|hard TAB text</c>. Odd lines are open to whoever
/// writes the rules, even lines are kept from them.
/// </summary>
/// <param name="Sha256">SHA-256 of the bytes, lower-case hexadecimal.</param>
/// <param name="Sentences">In the order of the file.</param>
public sealed record ChineseGold(string Sha256, IReadOnlyList<GoldSentence> Sentences)
{
    /// <summary>Larger files are refused.</summary>
    public const int MaxBytes = 4 * 1024 * 1024;

    /// <summary>Reads the file.</summary>
    /// <param name="bytes">The whole file, UTF-8.</param>
    /// <exception cref="InvalidDataException">It is too large, or a line cannot be read; the message says which.</exception>
    public static ChineseGold Parse(byte[] bytes)
    {
        if (bytes.Length > MaxBytes)
            throw new InvalidDataException($"The gold set has more than {MaxBytes} bytes.");
        var sentences = new List<GoldSentence>();
        foreach (var line in Encoding.UTF8.GetString(bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.TrimEnd('\r').Split('\t') is not [var names, "plain" or "hard", var text])
                throw new InvalidDataException($"Line {sentences.Count + 1}: labels, plain or hard, text are expected.");
            var set = 0ul;
            foreach (var name in names.Split(','))
            {
                set |= EmotionLabels.IndexOf(name) is >= 0 and < EmotionLabels.Count and var label
                    ? 1ul << label
                    : throw new InvalidDataException($"Line {sentences.Count + 1}: '{name}' is no label.");
            }

            var isHard = line.Contains("\thard\t", StringComparison.Ordinal);
            sentences.Add(new GoldSentence(text, EmotionLabels.WithGroups(set), isHard, sentences.Count % 2 == 1));
        }

        return sentences.Count > 0
            ? new ChineseGold(Convert.ToHexStringLower(SHA256.HashData(bytes)), sentences)
            : throw new InvalidDataException("The gold set is empty.");
    }
}
