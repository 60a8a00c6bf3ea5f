using System.Buffers;
using System.Runtime.InteropServices;
using Attune.Language.Terms;

namespace Attune.Language.Search;

/// <summary>
/// Full-text index in memory over words and Chinese 1+2-character grams, ranked by Okapi BM25 (S. Robertson and
/// H. Zaragoza, "The Probabilistic Relevance Framework", 2009) with k1 = 0.9 and b = 0.4.
/// Not thread-safe: searches may run together, a change must be alone.
/// </summary>
public sealed class Bm25Index
{
    /// <summary>A single Chinese character in more than this share of all passages is left out of a question.</summary>
    private const float CommonShare = 0.2f;

    private readonly Dictionary<string, int> _terms = new(StringComparer.Ordinal);
    private readonly List<bool> _isLiving = [];
    private readonly List<int> _lengths = [];
    private readonly Stack<int> _freeTerms = [];
    private readonly WordBeginnings _beginnings = new();
    private ScorePad? _pad = new();
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
            if (!exists && known.TryGetValue(document.Term(term), out var text, out _))
                _beginnings.Add(text);
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
            _beginnings.Remove(text);
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
        return Best(Weigh(TermsOf(question)), limit);
    }

    /// <summary>As <see cref="Search(ReadOnlySpan{char}, int)"/>, with phrases and beginnings of words.</summary>
    /// <param name="query">
    /// What is searched for. The terms of a phrase must all be there; whether they stand side by side only the text can tell, see
    /// <see cref="PhraseMatcher"/>.
    /// </param>
    /// <param name="limit">At most so many, from 1.</param>
    public IReadOnlyList<SearchHit> Search(SearchQuery query, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        var terms = new SortedDictionary<int, int>();
        foreach (var (term, times) in TermsOf(query.Words))
            terms[term] = times;
        foreach (var prefix in query.Prefixes)
        {
            foreach (var (_, term) in WordsBeginning(prefix))
                terms.TryAdd(term, 1);
        }

        var weighed = Weigh([.. terms.Select(pair => (pair.Key, pair.Value))]);
        if (query.Phrases.Count == 0)
            return Best(weighed, limit);
        if (Required(query.Phrases) is not { Count: > 0 } required)
            return [];
        var lists = Lists();
        var best = new BestHits(limit);
        foreach (var passage in lists.HoldingAll(required))
            best.Offer(new SearchHit(passage, lists.ScoreOf(passage, weighed)));
        return best.ToList();
    }

    /// <summary>
    /// The same as <see cref="Search(ReadOnlySpan{char}, int)"/> by adding up every posting of every term: what the quick way
    /// is measured against.
    /// </summary>
    public IReadOnlyList<SearchHit> SearchExhaustively(ReadOnlySpan<char> question, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        var lists = Lists();
        var pad = new ScorePad();
        pad.Reserve(lists.Passages);
        foreach (var term in Weigh(TermsOf(question)))
            lists.AddTo(pad, term);
        var best = new BestHits(limit);
        for (var passage = 0; passage < lists.Passages; passage++)
        {
            if (lists.IsLiving(passage) && pad.Scores[passage] > 0)
                best.Offer(new SearchHit(passage, pad.Scores[passage]));
        }

        return best.ToList();
    }

    /// <summary>The words of the index that begin in a certain way, those in the most passages first.</summary>
    /// <param name="prefix">At least two letters or digits; case does not matter.</param>
    /// <returns>
    /// At most <see cref="WordBeginnings.Most"/> words, without endings as the index holds them, and the word that the prefix
    /// itself is.
    /// </returns>
    public IReadOnlyList<string> WordsWithPrefix(string prefix) => [.. WordsBeginning(prefix).Select(word => word.Text)];

    /// <summary>Gives back the room that was reserved for further passages.</summary>
    public void TrimExcess()
    {
        for (var term = 0; term < _nextTerm; term++)
            _lists[term].TrimExcess();
    }

    private IReadOnlyList<(string Text, int Term)> WordsBeginning(string prefix) => _beginnings.Find(
        prefix, (string text, out int term) => _terms.TryGetValue(text, out term) ? _lists[term].Living : 0);

    private IReadOnlyList<(int Term, int Times)> TermsOf(ReadOnlySpan<char> question) =>
        QueryTerms.Of(question, KnownTerm, term => _lists[term].Living > CommonShare * Count);

    /// <summary>All terms of all phrases.</summary>
    /// <returns>Null when one of them is in no passage.</returns>
    private List<int>? Required(IReadOnlyList<string> phrases)
    {
        var terms = new List<int>();
        Span<char> buffer = stackalloc char[TermReader.BufferLength];
        foreach (var phrase in phrases)
        {
            var reader = new TermReader(phrase, buffer);
            while (reader.Read())
            {
                if (KnownTerm(reader.Term) is not { } term)
                    return null;
                if (!terms.Contains(term))
                    terms.Add(term);
            }
        }

        return terms;
    }

    private QueryTerm[] Weigh(IReadOnlyList<(int Term, int Times)> terms)
    {
        var lists = Lists();
        var weighed = new QueryTerm[terms.Count];
        for (var i = 0; i < weighed.Length; i++)
            weighed[i] = lists.Weigh(terms[i].Term, terms[i].Times, Rarity(_lists[terms[i].Term].Living));
        return weighed;
    }

    private IReadOnlyList<SearchHit> Best(QueryTerm[] terms, int limit)
    {
        if (terms.Length == 0 || Count == 0)
            return [];
        // Searches may run together; all but one of them make a pad of their own.
        var pad = Interlocked.Exchange(ref _pad, null) ?? new ScorePad();
        var room = ArrayPool<float>.Shared.Rent(Math.Min(limit, Count));
        var lists = Lists();
        pad.Reserve(lists.Passages);
        var hits = new PrunedSearch(lists, pad, room.AsSpan(0, Math.Min(limit, Count))).Run(terms);
        ArrayPool<float>.Shared.Return(room);
        _pad = pad;
        return hits;
    }

    private Bm25Lists Lists() => new(_lists, CollectionsMarshal.AsSpan(_isLiving), CollectionsMarshal.AsSpan(_lengths),
        Math.Max(_totalLength, 1) / (float)Math.Max(Count, 1));

    private int? KnownTerm(ReadOnlySpan<char> text) =>
        _terms.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out var term) && _lists[term].Living > 0 ? term : null;

    private float Rarity(int living) => MathF.Log(1f + ((Count - living + 0.5f) / (living + 0.5f)));

    private int NewTerm()
    {
        if (_freeTerms.TryPop(out var free))
            return free;
        if (_nextTerm == _lists.Length)
            Array.Resize(ref _lists, _nextTerm * 2);

        return _nextTerm++;
    }
}
