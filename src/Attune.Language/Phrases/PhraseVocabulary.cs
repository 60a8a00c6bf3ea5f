namespace Attune.Language.Phrases;

/// <summary>
/// The words that a grammar knows, each with a number. A word of a text is looked up as it stands, then without stretched
/// letters ("pleeease"), then as a slip of the pen of a word that the grammar wants to be found in spite of one, then by its
/// beginning.
/// </summary>
public sealed class PhraseVocabulary
{
    /// <summary>The number of every word that the grammar does not know.</summary>
    public const int Unknown = 0;

    /// <summary>The number of every break.</summary>
    public const int Break = 1;

    /// <summary>The number of digits that the grammar does not name.</summary>
    public const int Number = 2;

    /// <summary>Letters of a word that count; the rest of a longer word is cut off.</summary>
    public const int LongestWord = 32;

    private const int FirstWord = 3;
    private const int ShortestPrefix = 3;

    private readonly Dictionary<string, int> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _prefixes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _slips = new(StringComparer.Ordinal);
    private readonly Dictionary<int, string> _folds = [];
    private int _count = FirstWord;

    /// <summary>Numbers given so far; all are smaller.</summary>
    internal int Count => _count;

    /// <summary>The number of a word, a new one for a new word.</summary>
    internal int Intern(string word)
    {
        if (!_words.TryGetValue(word, out var symbol))
            _words[word] = symbol = _count++;
        return symbol;
    }

    /// <summary>Makes words that begin like this known, where the grammar does not name them.</summary>
    internal void AddPrefix(string prefix)
    {
        if (prefix.Length < ShortestPrefix)
            throw new FormatException($"'{prefix}*' is too short: {ShortestPrefix} letters at least.");
        if (!_prefixes.ContainsKey(prefix))
            _prefixes[prefix] = _count++;
    }

    /// <summary>Lets a word be found with one letter wrong, missing, doubled or two of them exchanged; never the first.</summary>
    internal void AddSlips(string word)
    {
        Intern(word);
        for (var at = 1; at < word.Length; at++)
            _slips.TryAdd(word.Remove(at, 1), word);
        _slips.TryAdd(word, word);
    }

    /// <summary>Reads one character as another, such as a Simplified one as the Traditional.</summary>
    internal void AddFold(int from, string to) => _folds[from] = to;

    /// <summary>All numbers that words with this beginning can have.</summary>
    internal IEnumerable<int> SymbolsOfPrefix(string prefix) => _words.Concat(_prefixes)
        .Where(entry => entry.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(entry => entry.Value);

    /// <summary>All numbers that digits can have.</summary>
    internal IEnumerable<int> SymbolsOfNumbers() =>
        _words.Where(entry => entry.Key.All(char.IsAsciiDigit)).Select(entry => entry.Value).Append(Number);

    /// <summary>The number of a word of a text.</summary>
    /// <param name="word">Lower case, without apostrophes, at most <see cref="LongestWord"/> characters.</param>
    internal int Find(ReadOnlySpan<char> word)
    {
        var words = _words.GetAlternateLookup<ReadOnlySpan<char>>();
        if (words.TryGetValue(word, out var symbol))
            return symbol;
        if (char.IsAsciiDigit(word[0]))
            return word.ContainsAnyExceptInRange('0', '9') ? Unknown : Number;
        if (FindUnstretched(word) is var unstretched and not Unknown)
            return unstretched;
        if (FindSlip(word) is var slip and not Unknown)
            return slip;
        var prefixes = _prefixes.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var length = word.Length; length >= ShortestPrefix; length--)
        {
            if (prefixes.TryGetValue(word[..length], out symbol))
                return symbol;
        }

        return Unknown;
    }

    /// <summary>The number of a character of a script without spaces, or of a pictograph.</summary>
    internal int FindCharacter(int rune, ReadOnlySpan<char> text)
    {
        var words = _words.GetAlternateLookup<ReadOnlySpan<char>>();
        return words.TryGetValue(_folds.TryGetValue(rune, out var folded) ? folded : text, out var symbol) ? symbol : Unknown;
    }

    /// <summary>Three and more of a letter stand for one ("wannaaa") or for two ("kissss").</summary>
    private int FindUnstretched(ReadOnlySpan<char> word)
    {
        const int Stretched = 3;
        Span<char> once = stackalloc char[LongestWord];
        Span<char> twice = stackalloc char[LongestWord];
        var (onceLength, twiceLength) = (0, 0);
        for (var at = 0; at < word.Length;)
        {
            var rest = word[at..];
            var run = rest.IndexOfAnyExcept(rest[0]) is > 0 and var end ? end : rest.Length;
            var kept = rest[..Math.Min(run, 2)];
            kept.CopyTo(twice[twiceLength..]);
            twiceLength += kept.Length;
            kept = run >= Stretched ? kept[..1] : kept;
            kept.CopyTo(once[onceLength..]);
            onceLength += kept.Length;
            at += run;
        }

        if (onceLength == word.Length)
            return Unknown;
        var words = _words.GetAlternateLookup<ReadOnlySpan<char>>();
        return words.TryGetValue(once[..onceLength], out var symbol) || words.TryGetValue(twice[..twiceLength], out symbol)
            ? symbol
            : Unknown;
    }

    /// <summary>
    /// Finds the word by what is left when one letter is taken out of either: the method of W. Garbe's "symmetric delete".
    /// </summary>
    private int FindSlip(ReadOnlySpan<char> word)
    {
        if (_slips.Count == 0 || word.Length < ShortestPrefix)
            return Unknown;
        var slips = _slips.GetAlternateLookup<ReadOnlySpan<char>>();
        if (slips.TryGetValue(word, out var meant) && IsSlip(word, meant))
            return _words[meant];
        Span<char> shorter = stackalloc char[LongestWord];
        for (var at = 1; at < word.Length; at++)
        {
            word[..at].CopyTo(shorter);
            word[(at + 1)..].CopyTo(shorter[at..]);
            if (slips.TryGetValue(shorter[..(word.Length - 1)], out meant) && IsSlip(word, meant))
                return _words[meant];
        }

        return Unknown;
    }

    /// <summary>Two deletions can be two different mistakes; only one is forgiven.</summary>
    private static bool IsSlip(ReadOnlySpan<char> word, ReadOnlySpan<char> meant)
    {
        var same = word.CommonPrefixLength(meant);
        var rest = word[same..];
        var restMeant = meant[same..];
        if (rest.Length == restMeant.Length && rest.Length > 1 && rest[0] == restMeant[1] && rest[1] == restMeant[0]
            && rest[2..].SequenceEqual(restMeant[2..]))
            return true;
        return (rest.Length - restMeant.Length) switch
        {
            0 => rest.Length > 0 && rest[1..].SequenceEqual(restMeant[1..]),
            1 => rest[1..].SequenceEqual(restMeant),
            -1 => rest.SequenceEqual(restMeant[1..]),
            _ => false,
        };
    }
}
