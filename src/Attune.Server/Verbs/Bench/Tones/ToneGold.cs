using System.Security.Cryptography;
using System.Text;
using Attune.Language.Tones;

namespace Attune.Server.Verbs.Bench.Tones;

/// <summary>The gold sets of the tones, with the hash of their bytes.</summary>
/// <param name="Descriptions">Descriptions of visitors.</param>
/// <param name="DescriptionsSha256">SHA-256 of their file, lower-case hexadecimal.</param>
/// <param name="Answers">Answers of a guide.</param>
/// <param name="AnswersSha256">SHA-256 of their file, lower-case hexadecimal.</param>
internal sealed record ToneGold(
    IReadOnlyList<GoldDescription> Descriptions, string DescriptionsSha256, IReadOnlyList<GoldAnswer> Answers,
    string AnswersSha256)
{
    public const string DescriptionsFile = "descriptions.tsv";
    public const string AnswersFile = "answers.tsv";

    private const string Held = "held";

    /// <param name="folder">Where the two files are; null for those that the program carries.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="InvalidDataException">A line is not what it should be.</exception>
    public static ToneGold Load(string? folder)
    {
        var descriptions = Bytes(folder, DescriptionsFile);
        var answers = Bytes(folder, AnswersFile);
        return new ToneGold(
            [.. Rows(descriptions, 6).Select(row => new GoldDescription(row[1], ToneOf(row[2]), row[4] == Held, row[5]))],
            Convert.ToHexStringLower(SHA256.HashData(descriptions)),
            [.. Rows(answers, 4)
                .Select(row => new GoldAnswer(row[1], row[2] == Held, row[3].Replace("\\n", "\n", StringComparison.Ordinal)))],
            Convert.ToHexStringLower(SHA256.HashData(answers)));
    }

    private static byte[] Bytes(string? folder, string file)
    {
        if (folder is not null)
            return File.ReadAllBytes(Path.Combine(folder, file));
        using var stream = typeof(ToneGold).Assembly.GetManifestResourceStream("Bench/tone/" + file)
            ?? throw new InvalidDataException($"The program does not carry {file}.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static IEnumerable<string[]> Rows(byte[] bytes, int columns)
    {
        var lines = Encoding.UTF8.GetString(bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        foreach (var line in lines.Skip(1))
        {
            var row = line.TrimEnd('\r').Split('\t');
            yield return row.Length == columns
                ? row
                : throw new InvalidDataException($"A line has not {columns} columns: {line}");
        }
    }

    private static Tone ToneOf(string name) =>
        ToneNames.FromWireName(name) ?? throw new InvalidDataException($"There is no tone {name}.");
}
