namespace Attune.Language.Search;

/// <summary>
/// Finds the best passages without looking at every posting, and finds exactly those, with exactly those scores, that looking
/// at every posting would find (max-score pruning, term at a time; H. Turtle and J. Flood, "Query evaluation: strategies and
/// optimizations", Information Processing and Management 31(6), 1995).
/// </summary>
/// <remarks>
/// Terms are added up strongest first. As soon as what the other terms could still give is less than the score that the last of
/// the best has already, no further passage can come among them, and the long lists of the weak terms are looked into only
/// for those that can. In the end the few that are left are added up anew in the order of the terms' numbers, because a sum of
/// floats depends on its order.
/// </remarks>
internal readonly ref struct PrunedSearch
{
    /// <summary>Sums in another order differ by far less than this share.</summary>
    private const float Slack = 1e-3f;

    /// <summary>A list this many times longer than the passages it is asked for is searched instead of read.</summary>
    private const int WorthSearching = 8;

    /// <summary>A look at what can be left out is worth a list of this share of what was touched.</summary>
    private const int WorthLooking = 4;

    private readonly Bm25Lists _lists;
    private readonly ScorePad _pad;
    private readonly Span<float> _room;

    /// <param name="lists">The index.</param>
    /// <param name="pad">Scratch room with no score in it; it has none afterwards.</param>
    /// <param name="room">As many as passages are wanted; scratch room, too.</param>
    public PrunedSearch(Bm25Lists lists, ScorePad pad, Span<float> room)
    {
        _lists = lists;
        _pad = pad;
        _room = room;
    }

    /// <param name="terms">The terms of the question by number, ascending.</param>
    /// <returns>Best first; equal scores in the order of addition.</returns>
    public IReadOnlyList<SearchHit> Run(ReadOnlySpan<QueryTerm> terms)
    {
        var strongest = terms.ToArray();
        Array.Sort(strongest, static (a, b) => a.Bound != b.Bound ? b.Bound.CompareTo(a.Bound) : a.Term.CompareTo(b.Term));
        var rest = 0f;
        foreach (var term in strongest)
            rest += term.Bound;
        var next = 0;
        var read = 0f;
        while (next < strongest.Length && !CanPrune(strongest[next], read, rest))
        {
            _lists.AddTo(_pad, strongest[next]);
            read += strongest[next].Bound;
            rest -= strongest[next].Bound;
            next++;
        }

        for (; next < strongest.Length; next++)
        {
            Prune(rest);
            AddToTouched(strongest[next]);
            rest -= strongest[next].Bound;
        }

        Prune(rest: 0);
        var best = new BestHits(_room.Length);
        foreach (var passage in _pad.Touched)
        {
            if (_lists.IsLiving(passage))
                best.Offer(new SearchHit(passage, _lists.ScoreOf(passage, terms)));
        }

        _pad.Clear();
        return best.ToList();
    }

    /// <summary>True when no passage that has no score yet can come among the best.</summary>
    private bool CanPrune(QueryTerm next, float read, float rest) =>
        read > rest && _lists.Count(next.Term) * WorthLooking >= _pad.Count && Threshold() > rest;

    /// <summary>What the last of the best has at least, a little less for the order of the sums.</summary>
    private float Threshold()
    {
        var largest = new LargestValues(_room);
        foreach (var passage in _pad.Touched)
        {
            if (_lists.IsLiving(passage))
                largest.Offer(_pad.Scores[passage]);
        }

        return largest.Smallest * (1 - Slack);
    }

    /// <summary>Drops the passages that cannot come among the best any more.</summary>
    private void Prune(float rest)
    {
        var needed = Threshold() - (rest * (1 + Slack));
        if (!(needed > 0))
            return;
        var touched = _pad.Touched;
        var kept = 0;
        foreach (var passage in touched)
        {
            if (_pad.Scores[passage] >= needed)
                touched[kept++] = passage;
            else
                _pad.Drop(passage);
        }

        _pad.Keep(kept);
    }

    private void AddToTouched(QueryTerm term)
    {
        var touched = _pad.Touched;
        if (_lists.Count(term.Term) / WorthSearching < touched.Length)
        {
            _lists.AddToTouched(_pad, term);
            return;
        }

        touched.Sort();
        _lists.AddToSorted(_pad, term);
    }
}
