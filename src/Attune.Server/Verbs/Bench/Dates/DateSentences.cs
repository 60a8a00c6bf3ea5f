using System.Security.Cryptography;
using System.Text;

namespace Attune.Server.Verbs.Bench.Dates;

/// <summary>The gold set as it was committed, which is part of the program so that anybody can repeat the measurement.</summary>
/// <param name="Sha256">SHA-256 of the file, lower-case hexadecimal.</param>
/// <param name="All">Its sentences in order.</param>
internal sealed record DateSentences(string Sha256, IReadOnlyList<DateSentence> All)
{
    public const string FileName = "sentences.tsv";

    /// <summary>Those that were written when the rules were finished.</summary>
    public const string AfreshName = "afresh.tsv";

    /// <summary>Everything relative in the sentences counts from this day.</summary>
    public static readonly DateOnly Today = new(2024, 5, 15);

    private const int Columns = 5;

    /// <exception cref="InvalidDataException">The file is not as its page says.</exception>
    public static DateSentences Load(string name = FileName)
    {
        using var stream = typeof(DateSentences).Assembly.GetManifestResourceStream($"Dates/{name}")
            ?? throw new InvalidDataException($"The program was built without {name}.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        var file = bytes.ToArray();
        var lines = Encoding.UTF8.GetString(file).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return new DateSentences(Convert.ToHexStringLower(SHA256.HashData(file)), [.. lines.Skip(1).Select(Parse)]);
    }

    /// <summary>The half that an id belongs to: the first byte of its SHA-256 decides.</summary>
    public static bool IsHeld(string id) => SHA256.HashData(Encoding.UTF8.GetBytes(id))[0] % 2 != 0;

    private static DateSentence Parse(string line)
    {
        var fields = line.Split('\t');
        return fields.Length == Columns && fields[2] is "rules" or "held" or "afresh"
            ? new DateSentence(
                fields[0], fields[1], fields[2] != "rules", fields[3], fields[4] == "-" ? [] : fields[4].Split(" ; "))
            : throw new InvalidDataException($"A line of the sentences is not as their page says: {line}");
    }
}
