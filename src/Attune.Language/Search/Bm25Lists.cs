namespace Attune.Language.Search;

/// <summary>The postings of an index as they are during one search, and how BM25 weighs them.</summary>
/// <param name="lists">Postings by term.</param>
/// <param name="living">Whether a passage can still be found, by passage.</param>
/// <param name="lengths">Terms by passage, repeats counted.</param>
/// <param name="averageLength">Mean length of the living passages.</param>
internal readonly ref struct Bm25Lists(
    ReadOnlySpan<PostingList> lists, ReadOnlySpan<bool> living, ReadOnlySpan<int> lengths, float averageLength)
{
    private const float K1 = 0.9f;
    private const float B = 0.4f;
    private const float Flat = K1 * (1f - B);

    private readonly ReadOnlySpan<PostingList> _lists = lists;
    private readonly ReadOnlySpan<bool> _living = living;
    private readonly ReadOnlySpan<int> _lengths = lengths;
    private readonly float _perLength = K1 * B / averageLength;

    /// <summary>Passages, with those that were removed.</summary>
    public int Passages => _living.Length;

    /// <summary>Postings of a term.</summary>
    public int Count(int term) => _lists[term].Postings.Length;

    public bool IsLiving(int passage) => _living[passage];

    /// <summary>What a term of a question is worth.</summary>
    /// <param name="term">Its number.</param>
    /// <param name="times">How often the question has it.</param>
    /// <param name="rarity">How much it tells.</param>
    public QueryTerm Weigh(int term, int times, float rarity)
    {
        var weight = rarity * times * (K1 + 1f);
        float most = _lists[term].MaxCount;
        return new QueryTerm(term, weight, weight * most / (most + Flat));
    }

    /// <summary>Adds what a term gives to every passage.</summary>
    public void AddTo(ScorePad pad, QueryTerm term)
    {
        foreach (var posting in _lists[term.Term].Postings)
            pad.Add(PostingList.PassageOf(posting), Gain(term, posting));
    }

    /// <summary>Adds what a term gives to those passages alone that have a score, by reading its whole list.</summary>
    public void AddToTouched(ScorePad pad, QueryTerm term)
    {
        var scores = pad.Scores;
        foreach (var posting in _lists[term.Term].Postings)
        {
            ref var score = ref scores[PostingList.PassageOf(posting)];
            if (score > 0)
                score += Gain(term, posting);
        }
    }

    /// <summary>As <see cref="AddToTouched"/>, by looking the passages up; they must be in ascending order.</summary>
    public void AddToSorted(ScorePad pad, QueryTerm term)
    {
        var list = _lists[term.Term].Postings;
        foreach (var passage in pad.Touched)
        {
            list = list[PostingList.FirstFrom(list, passage)..];
            if (list.IsEmpty)
                return;
            if (PostingList.PassageOf(list[0]) == passage)
                pad.Scores[passage] += Gain(term, list[0]);
        }
    }

    /// <summary>The score of one passage, added up in the order of the terms.</summary>
    public float ScoreOf(int passage, ReadOnlySpan<QueryTerm> terms)
    {
        var score = 0f;
        foreach (var term in terms)
        {
            var list = _lists[term.Term].Postings;
            var at = PostingList.FirstFrom(list, passage);
            if (at < list.Length && PostingList.PassageOf(list[at]) == passage)
                score += Gain(term, list[at]);
        }

        return score;
    }

    /// <summary>The living passages that hold all of some terms, ascending.</summary>
    public List<int> HoldingAll(IReadOnlyList<int> terms)
    {
        var all = _lists;
        var passages = new List<int>();
        var rarest = terms[0];
        foreach (var term in terms)
            rarest = all[term].Postings.Length < all[rarest].Postings.Length ? term : rarest;
        foreach (var posting in all[rarest].Postings)
        {
            if (_living[PostingList.PassageOf(posting)])
                passages.Add(PostingList.PassageOf(posting));
        }

        foreach (var term in terms)
        {
            var list = all[term].Postings;
            var kept = 0;
            for (var i = 0; i < passages.Count && !list.IsEmpty; i++)
            {
                list = list[PostingList.FirstFrom(list, passages[i])..];
                if (!list.IsEmpty && PostingList.PassageOf(list[0]) == passages[i])
                    passages[kept++] = passages[i];
            }

            passages.RemoveRange(kept, passages.Count - kept);
        }

        return passages;
    }

    private float Gain(QueryTerm term, uint posting)
    {
        var count = PostingList.CountOf(posting);
        return term.Weight * count / (count + Flat + (_perLength * _lengths[PostingList.PassageOf(posting)]));
    }
}
