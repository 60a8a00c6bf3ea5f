using System.Buffers;
using System.Runtime.InteropServices;

namespace Attune.Language.Search;

/// <summary>
/// Full-text index in memory over words and Chinese 1+2-character grams, ranked by Okapi BM25 (S. Robertson and
/// H. Zaragoza, "The Probabilistic Relevance Framework", 2009) with k1 = 0.9 and b = 0.4.
/// Not thread-safe: searches may run together, a change must be alone.
/// </summary>
public sealed class Bm25Index
{
    private const float K1 = 0.9f;
    private const float B = 0.4f;

    /// <summary>A single Chinese character in more than this share of all passages is left out of a question.</summary>
    private const float CommonShare = 0.2f;

    private readonly Dictionary<string, int> _terms = new(StringComparer.Ordinal);
    private readonly List<bool> _isLiving = [];
    private readonly List<int> _lengths = [];
    private readonly Stack<int> _freeTerms = [];
    private PostingList[] _lists = new PostingList[256];
    private int _nextTerm;
    private long _totalLength;
    private int _dead;

    /// <summary>Passages that can be found.</summary>
    public int Count => _isLiving.Count - _dead;

    /// <summary>Different terms of those passages; right after <see cref="Sweep"/>, before it possibly more.</summary>
    public int Terms => _terms.Count;

    /// <summary>Adds a passage.</summary>
    /// <param name="body">Its text.</param>
    /// <param name="context">Text that helps to find it, such as its heading.</param>
    /// <returns>Its number: 0 for the first, one more for each further one; a number is never used again.</returns>
    /// <exception cref="InvalidOperationException">16,777,216 passages were added already.</exception>
    public int Add(ReadOnlySpan<char> body, ReadOnlySpan<char> context = default)
    {
        var counter = new TermCounter();
        counter.Add(body, context);
        return Add(counter.ToTerms());
    }

    /// <summary>Adds all passages of a document.</summary>
    /// <param name="document">Their terms.</param>
    /// <returns>The number of the first passage; the others follow it.</returns>
    /// <exception cref="InvalidOperationException">There would be more than 16,777,216 passages.</exception>
    public int Add(DocumentTerms document)
    {
        var first = _isLiving.Count;
        if (first + (long)document.Passages > PostingList.MaxPassages)
            throw new InvalidOperationException("The index is full.");
        var numbers = ArrayPool<int>.Shared.Rent(document.Count);
        var known = _terms.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var term = 0; term < document.Count; term++)
        {
            ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(known, document.Term(term), out var exists);
            if (!exists)
                number = NewTerm();
            numbers[term] = number;
        }

        for (var passage = 0; passage < document.Passages; passage++)
        {
            foreach (var (term, count) in document.PostingsOf(passage))
                _lists[numbers[term]].Add(first + passage, count);
            _isLiving.Add(true);
            _lengths.Add(document.Lengths[passage]);
            _totalLength += document.Lengths[passage];
        }

        ArrayPool<int>.Shared.Return(numbers);
        return first;
    }

    /// <summary>Removes a passage. Its postings are dropped when enough have gathered, or by <see cref="Sweep"/>.</summary>
    /// <param name="passage">Its number.</param>
    /// <param name="body">The same text that it was added with.</param>
    /// <param name="context">The same context that it was added with.</param>
    /// <exception cref="ArgumentException">There is no such passage, or no longer.</exception>
    public void Remove(int passage, ReadOnlySpan<char> body, ReadOnlySpan<char> context = default)
    {
        if ((uint)passage >= (uint)_isLiving.Count || !_isLiving[passage])
            throw new ArgumentException($"There is no passage {passage}.", nameof(passage));
        var counter = new TermCounter();
        counter.Add(body, context);
        var document = counter.ToTerms();
        foreach (var (term, _) in document.Postings)
        {
            if (_terms.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(document.Term(term), out var known))
                _lists[known].Forget();
        }

        _isLiving[passage] = false;
        _totalLength -= _lengths[passage];
        if (++_dead > 1000 + Count)
            Sweep();
    }

    /// <summary>Frees everything that belonged to removed passages; afterwards no term of theirs alone is left.</summary>
    public void Sweep()
    {
        foreach (var (text, term) in _terms)
        {
            _lists[term].Sweep(_isLiving);
            if (_lists[term].Living > 0)
                continue;
            _lists[term] = default;
            _freeTerms.Push(term);
            _terms.Remove(text);
        }
    }

    /// <summary>
    /// How much a term tells: ln(1 + (n - df + 0.5) / (df + 0.5)) over n passages, df of which hold it. Highest for an
    /// unknown term.
    /// </summary>
    public float Rarity(ReadOnlySpan<char> term) => Rarity(
        _terms.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(term, out var known) ? _lists[known].Living : 0);

    /// <summary>Finds the passages that match a question best.</summary>
    /// <param name="question">In words.</param>
    /// <param name="limit">At most so many, from 1.</param>
    /// <returns>Best first; equal scores in the order of addition. Empty when nothing matches.</returns>
    public IReadOnlyList<SearchHit> Search(ReadOnlySpan<char> question, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        var terms = QueryTerms.Of(question, KnownTerm, term => _lists[term].Living > CommonShare * Count);
        if (terms.Count == 0 || Count == 0)
            return [];
        var scores = ArrayPool<float>.Shared.Rent(_isLiving.Count);
        var all = scores.AsSpan(0, _isLiving.Count);
        all.Clear();
        foreach (var (term, times) in terms)
            Score(term, times, all);
        var best = new BestHits(limit);
        for (var passage = 0; passage < all.Length; passage++)
        {
            if (all[passage] > 0 && _isLiving[passage])
                best.Offer(new SearchHit(passage, all[passage]));
        }

        ArrayPool<float>.Shared.Return(scores);
        return best.ToList();
    }

    private int? KnownTerm(ReadOnlySpan<char> text) =>
        _terms.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out var term) && _lists[term].Living > 0 ? term : null;

    private float Rarity(int living) => MathF.Log(1f + ((Count - living + 0.5f) / (living + 0.5f)));

    private void Score(int term, int times, Span<float> scores)
    {
        var weight = Rarity(_lists[term].Living) * times * (K1 + 1f);
        var perLength = K1 * B * Count / Math.Max(_totalLength, 1);
        const float Flat = K1 * (1f - B);
        foreach (var posting in _lists[term].Postings)
        {
            var passage = PostingList.PassageOf(posting);
            var count = PostingList.CountOf(posting);
            scores[passage] += weight * count / (count + Flat + (perLength * _lengths[passage]));
        }
    }

    private int NewTerm()
    {
        if (_freeTerms.TryPop(out var free))
            return free;
        if (_nextTerm == _lists.Length)
            Array.Resize(ref _lists, _nextTerm * 2);

        return _nextTerm++;
    }
}
