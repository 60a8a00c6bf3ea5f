namespace Attune.Learning.Networks;

/// <summary>
/// Texts laid out in rows for one pass: a gap, the words of the first text, a gap, and so on, with a gap at the end. The
/// window of a row is the row with its two neighbours.
/// </summary>
public sealed class TextBatch
{
    private readonly List<int> _words = [NetworkShape.Gap];
    private readonly List<(int First, int Count)> _texts = [];

    /// <summary>The word of each row.</summary>
    public IReadOnlyList<int> Words => _words;

    /// <summary>Of each text its first row and its number of words.</summary>
    public IReadOnlyList<(int First, int Count)> Texts => _texts;

    /// <summary>Rows, those of gaps among them.</summary>
    public int Rows => _words.Count;

    /// <summary>Forgets all texts.</summary>
    public void Clear()
    {
        _words.Clear();
        _words.Add(NetworkShape.Gap);
        _texts.Clear();
    }

    /// <summary>Adds a text.</summary>
    /// <param name="words">Its words; none for a text without any.</param>
    public void Add(ReadOnlySpan<int> words)
    {
        _texts.Add((_words.Count, words.Length));
        _words.AddRange(words);
        _words.Add(NetworkShape.Gap);
    }
}
