using Attune.Language.Terms;

namespace Attune.Language.Search;

/// <summary>Finds the words of an index by how they begin. Chinese needs none of this: there each character is a term.</summary>
internal sealed class WordBeginnings
{
    /// <summary>So many words stand for a prefix at most.</summary>
    public const int Most = 100;

    /// <summary>Words are kept by so many first characters; shorter prefixes, which mean half the index, find nothing.</summary>
    public const int Shortest = 2;

    private readonly Dictionary<(char, char), List<string>> _words = [];

    /// <summary>How many passages hold a word, and its number.</summary>
    public delegate int Lookup(string text, out int term);

    public void Add(string term)
    {
        if (KeyOf(term) is not { } key)
            return;
        if (!_words.TryGetValue(key, out var words))
            _words.Add(key, words = []);
        words.Add(term);
    }

    public void Remove(string term)
    {
        if (KeyOf(term) is { } key && _words.TryGetValue(key, out var words) && words.Remove(term) && words.Count == 0)
            _words.Remove(key);
    }

    /// <summary>
    /// The words that begin like this, and the word that the prefix itself is: the index holds words without endings, so that
    /// <c>change</c> is kept as <c>chang</c>.
    /// </summary>
    /// <returns>Those in the most passages first, equal ones in the order of their characters.</returns>
    public IReadOnlyList<(string Text, int Term)> Find(string prefix, Lookup lookup)
    {
        var lower = prefix.ToLowerInvariant();
        if (KeyOf(lower) is not { } key)
            return [];
        var found = new List<(string Text, int Term, int Passages)>();
        var reader = new TermReader(lower, stackalloc char[TermReader.BufferLength]);
        var itself = reader.Read() ? reader.Term.ToString() : lower;
        foreach (var text in _words.GetValueOrDefault(key) ?? [])
        {
            var begins = text == itself || text.StartsWith(lower, StringComparison.Ordinal);
            if (begins && lookup(text, out var term) is > 0 and var passages)
                found.Add((text, term, passages));
        }

        found.Sort(static (a, b) => a.Passages != b.Passages
            ? b.Passages.CompareTo(a.Passages)
            : string.CompareOrdinal(a.Text, b.Text));
        return [.. found.Take(Most).Select(word => (word.Text, word.Term))];
    }

    private static (char First, char Second)? KeyOf(string term) =>
        term.Length < Shortest || GramScript.StartsAt(term, 0, out _) ? null : (term[0], term[1]);
}
