namespace Attune.Language.Phrases;

/// <summary>Collects matches and keeps of those with the same label and start the longest.</summary>
internal sealed class PhraseMatches(IReadOnlyList<PhraseToken> tokens, string[] labels)
{
    private readonly Dictionary<(int Label, int Start), int> _ends = [];

    public void Add(int label, int start, int end) => _ends[(label, start)] = end;

    /// <summary>The matches in the order in which they end; those of breaks alone are left out.</summary>
    public List<PhraseMatch> Longest()
    {
        var matches = new List<PhraseMatch>(_ends.Count);
        foreach (var ((label, start), end) in _ends.OrderBy(entry => entry.Value).ThenBy(entry => entry.Key.Start))
        {
            var (first, last) = (start, end);
            while (first < last && tokens[first].Kind != PhraseTokenKind.Word)
                first++;
            while (last > first && tokens[last].Kind != PhraseTokenKind.Word)
                last--;
            if (tokens[first].Kind != PhraseTokenKind.Word)
                continue;
            var from = tokens[first].Span.Start;
            matches.Add(new PhraseMatch(labels[label], new TextSpan(from, tokens[last].Span.End - from), first, last));
        }

        return matches;
    }
}
