using System.Globalization;
using System.Text;

namespace Attune.Learning.Emotions.Chinese;

/// <summary>Words and phrases of feeling in Traditional Chinese, with the words that deny, strengthen and turn them.</summary>
internal sealed class ChineseLexicon
{
    private const string ShippedName = "Attune.Learning.Emotions.Chinese.lexicon.zh-Hant.txt";
    private const char Gap = '…';

    private readonly Dictionary<string, LexiconWord> _words = [];
    private readonly Dictionary<string, LexiconWord>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly List<GappedWord> _gapped = [];
    private int _longest;

    private ChineseLexicon() => _lookup = _words.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The lexicon that ships with Attune.</summary>
    public static ChineseLexicon Shipped { get; } = Parse(Encoding.UTF8.GetString(ShippedFile.Read(ShippedName)));

    /// <summary>Words and phrases of feeling, each label of a word once.</summary>
    public int Feelings => _words.Values.Sum(word => word.Feelings.Count) + _gapped.Count;

    /// <summary>Words in two parts.</summary>
    public IReadOnlyList<GappedWord> Gapped => _gapped;

    /// <summary>Reads the lines of a lexicon: <c>label strength: words</c>.</summary>
    /// <exception cref="InvalidDataException">A line is not such, or a word has two roles.</exception>
    public static ChineseLexicon Parse(string lines)
    {
        var lexicon = new ChineseLexicon();
        foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (line[0] == '#')
                continue;
            if (line.Split(':', 2) is not [var head, var words] || head.Split(' ') is not [var kind, var number]
                || !float.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var strength))
                throw new InvalidDataException($"'{line}' is no line of a lexicon.");
            foreach (var word in words.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                lexicon.Add(word, kind, strength);
        }

        return lexicon;
    }

    /// <summary>The longest word that stands at the beginning of a text.</summary>
    /// <param name="text">The text from there on.</param>
    /// <param name="length">Its length; 0 when there is none.</param>
    public LexiconWord? At(ReadOnlySpan<char> text, out int length)
    {
        for (length = Math.Min(_longest, text.Length); length > 0; length--)
        {
            if (_lookup.TryGetValue(text[..length], out var word))
                return word;
        }

        return null;
    }

    private void Add(string word, string kind, float strength)
    {
        var label = EmotionLabels.IndexOf(kind);
        var role = kind switch
        {
            "mask" => WordRole.Mask,
            "not" => WordRole.Not,
            "rhetoric" => WordRole.Rhetoric,
            "more" or "less" => WordRole.Degree,
            "turn" => WordRole.Turn,
            "suppose" => WordRole.Suppose,
            _ when label is >= 0 and < EmotionLabels.Count => WordRole.Feeling,
            _ => throw new InvalidDataException($"'{kind}' is no label of a lexicon."),
        };
        if (word.IndexOf(Gap) is > 0 and var gap && gap < word.Length - 1)
        {
            _gapped.Add(new GappedWord(word[..gap], word[(gap + 1)..], label, strength));
            return;
        }

        _longest = Math.Max(_longest, word.Length);
        (int, float)[] feelings = role == WordRole.Feeling ? [(label, strength)] : [];
        if (!_words.TryGetValue(word, out var known))
            _words[word] = new LexiconWord(role, feelings, strength);
        else if (known.Role == role && role == WordRole.Feeling)
            _words[word] = known with { Feelings = [.. known.Feelings, .. feelings] };
        else
            throw new InvalidDataException($"'{word}' has two roles in the lexicon.");
    }
}
