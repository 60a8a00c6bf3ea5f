namespace Attune.Language.Search;

/// <summary>
/// The terms of a document's passages, counted: all that ranking needs, without the text. What is indexed now and what is
/// read from disk later go into <see cref="Bm25Index"/> in this one form, so that both rank alike.
/// </summary>
public sealed class DocumentTerms
{
    private readonly ReadOnlyMemory<char> _characters;
    private readonly int[] _termEnds;
    private readonly int[] _postingEnds;

    /// <param name="characters">All different terms, one behind the other, in the order in which they first occur.</param>
    /// <param name="termEnds">Where each ends.</param>
    /// <param name="lengths">Terms of each passage, repeats counted.</param>
    /// <param name="postingEnds">Where the postings of each passage end.</param>
    /// <param name="postings">Which term stands how often in a passage.</param>
    internal DocumentTerms(
        ReadOnlyMemory<char> characters, int[] termEnds, int[] lengths, int[] postingEnds, TermCount[] postings)
    {
        _characters = characters;
        _termEnds = termEnds;
        Lengths = lengths;
        _postingEnds = postingEnds;
        Postings = postings;
    }

    /// <summary>Number of passages.</summary>
    public int Passages => Lengths.Length;

    /// <summary>Number of different terms.</summary>
    public int Count => _termEnds.Length;

    /// <summary>Terms of each passage, repeats counted.</summary>
    internal int[] Lengths { get; }

    /// <summary>The postings of all passages, one passage after the other.</summary>
    internal TermCount[] Postings { get; }

    /// <summary>Counts the terms of a document.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="name">Its name, which is searched with every passage.</param>
    /// <param name="passages">The passages that <see cref="PassageCutter"/> made of it.</param>
    public static DocumentTerms Of(string text, string name, IReadOnlyList<Passage> passages)
    {
        var counter = new TermCounter();
        foreach (var passage in passages)
            counter.Add(passage.Span.Of(text), Context(name, text, passage));
        return counter.ToTerms();
    }

    internal ReadOnlySpan<char> Term(int number)
    {
        var start = number == 0 ? 0 : _termEnds[number - 1];
        return _characters.Span[start.._termEnds[number]];
    }

    internal ReadOnlySpan<TermCount> PostingsOf(int passage)
    {
        var start = passage == 0 ? 0 : _postingEnds[passage - 1];
        return Postings.AsSpan(start, _postingEnds[passage] - start);
    }

    /// <summary>What helps to find a passage: its document's name, and its heading if that stands elsewhere.</summary>
    public static string Context(string name, string text, Passage passage) =>
        passage.Heading.Length == 0 || passage.Heading.Start == passage.Span.Start
            ? name
            : $"{name}\n{passage.Heading.Of(text)}";
}
