using System.Buffers;
using Attune.Language.Terms;

namespace Attune.Language.Search;

/// <summary>Counts the terms of a document passage by passage. Allocates no string: a document has thousands of terms.</summary>
internal sealed class TermCounter
{
    private readonly TermPool _pool = new();
    private readonly HashSet<int> _known;
    private readonly List<int> _counts = [];
    private readonly List<int> _touched = [];
    private readonly List<int> _lengths = [];
    private readonly List<int> _postingEnds = [];
    private readonly List<TermCount> _postings = [];

    public TermCounter() => _known = new HashSet<int>(_pool);

    /// <summary>Adds a passage.</summary>
    /// <param name="body">Its text.</param>
    /// <param name="context">Text that helps to find it, such as its heading.</param>
    public void Add(ReadOnlySpan<char> body, ReadOnlySpan<char> context)
    {
        _lengths.Add(Count(body) + Count(context));
        foreach (var term in _touched)
        {
            _postings.Add(new TermCount(term, _counts[term]));
            _counts[term] = 0;
        }

        _postingEnds.Add(_postings.Count);
        _touched.Clear();
    }

    public DocumentTerms ToTerms() =>
        new(_pool.Characters, [.. _pool.Ends], [.. _lengths], [.. _postingEnds], [.. _postings]);

    private int Count(ReadOnlySpan<char> text)
    {
        var known = _known.GetAlternateLookup<ReadOnlySpan<char>>();
        var reader = new TermReader(text, stackalloc char[TermReader.BufferLength]);
        var length = 0;
        while (reader.Read())
        {
            if (!known.TryGetValue(reader.Term, out var term))
            {
                known.Add(reader.Term);
                term = _counts.Count;
                _counts.Add(0);
            }

            if (_counts[term]++ == 0)
                _touched.Add(term);
            length++;
        }

        return length;
    }

    /// <summary>The different terms, one behind the other; a term is known by its number and found by its text.</summary>
    private sealed class TermPool : IEqualityComparer<int>, IAlternateEqualityComparer<ReadOnlySpan<char>, int>
    {
        private readonly ArrayBufferWriter<char> _characters = new();

        public List<int> Ends { get; } = [];

        public ReadOnlyMemory<char> Characters => _characters.WrittenMemory;

        public int Create(ReadOnlySpan<char> alternate)
        {
            _characters.Write(alternate);
            Ends.Add(_characters.WrittenCount);
            return Ends.Count - 1;
        }

        public bool Equals(ReadOnlySpan<char> alternate, int other) => alternate.SequenceEqual(Term(other));

        public int GetHashCode(ReadOnlySpan<char> alternate) => string.GetHashCode(alternate);

        public bool Equals(int x, int y) => x == y;

        public int GetHashCode(int obj) => string.GetHashCode(Term(obj));

        private ReadOnlySpan<char> Term(int number) =>
            _characters.WrittenSpan[(number == 0 ? 0 : Ends[number - 1])..Ends[number]];
    }
}
