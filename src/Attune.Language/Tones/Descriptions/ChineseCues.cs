namespace Attune.Language.Tones.Descriptions;

/// <summary>Finds the Chinese signs in a description; the longest phrase at a place wins.</summary>
internal static class ChineseCues
{
    private static readonly Dictionary<char, List<(string Phrase, List<Cue> Cues)>> ByFirstCharacter =
        CueFile.Read("Tones/chinese.cues").GroupBy(cue => cue.Phrase)
            .Select(same => (Phrase: same.Key, Cues: same.Select(cue => cue.Cue).ToList()))
            .GroupBy(phrase => phrase.Phrase[0])
            .ToDictionary(first => first.Key, first => first.OrderByDescending(phrase => phrase.Phrase.Length).ToList());

    /// <param name="text">In lower case.</param>
    public static List<FoundCue> Find(string text)
    {
        var found = new List<FoundCue>();
        for (var i = 0; i < text.Length;)
        {
            if (Longest(text.AsSpan(i)) is not { } match)
            {
                i++;
                continue;
            }

            var span = new TextSpan(i, match.Phrase.Length);
            found.AddRange(match.Cues.Select(cue => new FoundCue(span, cue)));
            i = span.End;
        }

        return found;
    }

    private static (string Phrase, List<Cue> Cues)? Longest(ReadOnlySpan<char> rest)
    {
        if (!ByFirstCharacter.TryGetValue(rest[0], out var phrases))
            return null;
        foreach (var phrase in phrases)
        {
            if (rest.StartsWith(phrase.Phrase, StringComparison.Ordinal))
                return phrase;
        }

        return null;
    }
}
