namespace Attune.Language.Tones.Descriptions;

/// <summary>Finds the English signs in the words of a description; the longest phrase wins.</summary>
internal static class EnglishCues
{
    private static readonly string[] Colours = ["white", "grey", "gray", "silver"];

    private static readonly string[] HairWords =
    [
        "hair", "haired", "beard", "moustache", "mustache", "perm", "bun", "bob", "curls", "eyebrows", "sideburns", "ponytail",
        "crew cut", "temples", "hair roots", "braid", "permed hair", "stubble", "locks", "curly hair", "short hair", "long hair",
        "permed grey hair",
    ];

    private static readonly Dictionary<string, List<(string[] Words, List<Cue> Cues)>> ByFirstWord = Load();

    public static List<FoundCue> Find(IReadOnlyList<DescriptionWord> words)
    {
        var found = new List<FoundCue>();
        for (var i = 0; i < words.Count;)
        {
            if (Longest(words, i) is not { } match)
            {
                i++;
                continue;
            }

            var end = words[i + match.Words.Length - 1].Span.End;
            var span = new TextSpan(words[i].Span.Start, end - words[i].Span.Start);
            found.AddRange(match.Cues.Select(cue => new FoundCue(span, cue)));
            i += match.Words.Length;
        }

        return found;
    }

    private static (string[] Words, List<Cue> Cues)? Longest(IReadOnlyList<DescriptionWord> words, int at)
    {
        foreach (var first in Singulars(words[at].Text))
        {
            if (!ByFirstWord.TryGetValue(first, out var phrases))
                continue;
            foreach (var phrase in phrases)
            {
                if (Stands(phrase.Words, words, at))
                    return phrase;
            }
        }

        return null;
    }

    private static bool Stands(string[] phrase, IReadOnlyList<DescriptionWord> words, int at)
    {
        if (at + phrase.Length > words.Count)
            return false;
        for (var k = 0; k < phrase.Length; k++)
        {
            // The numbers of clauses differ when a comma stands between: a phrase does not reach over it.
            if (words[at + k].Clause != words[at].Clause || !Singulars(words[at + k].Text).Contains(phrase[k]))
                return false;
        }

        return true;
    }

    /// <summary>The word, and what it may be the plural of.</summary>
    private static string[] Singulars(string word) => word switch
    {
        [.., 'e', 's'] => [word, word[..^1], word[..^2]],
        [.., 's'] => [word, word[..^1]],
        _ => [word],
    };

    private static Dictionary<string, List<(string[] Words, List<Cue> Cues)>> Load()
    {
        var cues = CueFile.Read("Tones/english.cues").Concat(HairCues());
        return cues.GroupBy(cue => string.Join(' ', DescriptionWords.Of(cue.Phrase).Select(word => word.Text)))
            .Select(same => (Words: same.Key.Split(' '), Cues: same.Select(cue => cue.Cue).ToList()))
            .GroupBy(phrase => phrase.Words[0])
            .ToDictionary(
                first => first.Key, first => first.OrderByDescending(phrase => phrase.Words.Length).ToList(),
                StringComparer.Ordinal);
    }

    private static IEnumerable<(string Phrase, Cue Cue)> HairCues() =>
        from colour in Colours
        from hair in HairWords
        select ($"{colour} {hair}", new Cue(Tone.ElderFriendly, 2.8, "hair"));
}
