using System.Globalization;

namespace Attune.Language.Tones.Descriptions;

/// <summary>Reads the embedded lists of signs: lines of <c>tone weight kind: phrase, phrase</c>.</summary>
internal static class CueFile
{
    private const char Comment = '#';

    /// <summary>Every phrase with its signs; a phrase may speak about two tones.</summary>
    /// <param name="name">Name of the embedded list.</param>
    /// <exception cref="InvalidDataException">The list is missing or cannot be read: a mistake in the build.</exception>
    public static IReadOnlyList<(string Phrase, Cue Cue)> Read(string name)
    {
        using var stream = typeof(CueFile).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidDataException($"The list {name} is not part of the program.");
        using var reader = new StreamReader(stream);
        var cues = new List<(string, Cue)>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != Comment)
                cues.AddRange(Parse(line));
        }

        return cues;
    }

    private static IEnumerable<(string Phrase, Cue Cue)> Parse(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || line[..colon].Split(' ') is not [var tone, var weight, var kind]
            || !double.TryParse(weight, CultureInfo.InvariantCulture, out var value))
            throw new InvalidDataException($"A line of signs cannot be read: {line}");
        var cue = new Cue(ToneOf(tone), value, kind);
        return line[(colon + 1)..].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(phrase => (phrase, cue));
    }

    private static Tone? ToneOf(string name) =>
        name == "none" ? null : ToneNames.FromWireName(name + "_friendly")
            ?? throw new InvalidDataException($"There is no tone {name}.");
}
