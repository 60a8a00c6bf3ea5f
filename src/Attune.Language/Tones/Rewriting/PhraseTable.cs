namespace Attune.Language.Tones.Rewriting;

/// <summary>An embedded list of <c>from = to</c>, one a line, comments after <c>#</c>.</summary>
internal static class PhraseTable
{
    /// <exception cref="InvalidDataException">The list is missing or a line cannot be read: a mistake in the build.</exception>
    public static IReadOnlyList<(string From, string To)> Read(string name)
    {
        using var stream = typeof(PhraseTable).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidDataException($"The list {name} is not part of the program.");
        using var reader = new StreamReader(stream);
        var phrases = new List<(string, string)>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#')
                continue;
            if (line.Split(" = ") is not [var from, var to])
                throw new InvalidDataException($"A line of words cannot be read: {line}");
            phrases.Add((from, to));
        }

        return phrases;
    }
}
