using System.Buffers;
using System.Text.RegularExpressions;

namespace Attune.Language.Tones.Facts;

/// <summary>
/// What a rewritten text must have kept: addresses, citation marks, figures, numbers in words, names and negations, each with how
/// often it stands there. Chinese names without quotation marks cannot be told from other words and are not among them.
/// </summary>
public sealed partial class TextFacts
{
    private const string ChineseNumerals = "〇零一二三四五六七八九十百千萬億兩半";
    private const string Negation = "not";

    private static readonly SearchValues<char> SentenceBorders = SearchValues.Create(".!?:;\n。！？：；");

    private static readonly HashSet<string> NumberWords = new(
        ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        + "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred "
        + "thousand million billion dozen half twice third quarter first second fourth fifth sixth seventh "
        + "eighth ninth tenth hundreds thousands millions once thrice")
            .Split(' '), StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> Negations = new(
        ("not no never nobody none nothing neither nor without hardly nowhere cannot")
            .Split(' '), StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly string _text;

    private TextFacts(string text) => _text = text;

    /// <summary>The facts of a text. Linear in its length.</summary>
    public static TextFacts Of(string text)
    {
        var facts = new TextFacts(text);
        var rest = Addresses.Replace(text, facts.Take);
        rest = Citations.Replace(rest, facts.Take);
        foreach (Match figure in Figures.Matches(rest))
            facts.Add(figure.Value);
        facts.AddWords(rest);
        facts.AddChinese(rest);
        foreach (Match quoted in Quoted.Matches(rest))
        {
            // A quotation of nothing but a full stop names nothing, and would be found at every place.
            if (quoted.Value[1..^1].Trim(' ', '.', ',', '。', '，') is { Length: > 0 } name)
                facts._names.Add(name);
        }

        return facts;
    }

    /// <summary>The first fact that stands more or less often in another text; null when they have the same.</summary>
    public string? FirstDifference(TextFacts other)
    {
        foreach (var fact in _counts.Keys.Concat(other._counts.Keys))
        {
            if (_counts.GetValueOrDefault(fact) != other._counts.GetValueOrDefault(fact))
                return fact;
        }

        foreach (var name in _names.Concat(other._names))
        {
            if (CountIn(_text, name) != CountIn(other._text, name))
                return name;
        }

        return null;
    }

    private string Take(Match match)
    {
        Add(match.Value);
        return " ";
    }

    private void Add(string fact) => _counts[fact] = _counts.GetValueOrDefault(fact) + 1;

    private void AddWords(string text)
    {
        var isFirst = true;
        var end = 0;
        foreach (Match word in Words.Matches(text))
        {
            var between = text.AsSpan(end, word.Index - end);
            isFirst = StartsSentence(between, isFirst);
            end = word.Index + word.Length;
            var value = word.Value.Replace('’', '\'');
            if (NumberWords.Contains(value))
                Add(value.ToLowerInvariant());
            else if (value.EndsWith("n't", StringComparison.OrdinalIgnoreCase)
                || (Negations.Contains(value) && value.ToLowerInvariant() is "not" or "cannot"))
                Add(Negation);
            else if (Negations.Contains(value))
                Add(value.ToLowerInvariant());
            else if (!isFirst && char.IsUpper(value[0]) && !IsPronoun(value))
                _names.Add(value);
            isFirst = false;
        }
    }

    /// <summary>Whether a sentence begins behind what stands between two words; not when that ends in Chinese.</summary>
    private static bool StartsSentence(ReadOnlySpan<char> between, bool isFirst)
    {
        var border = between.LastIndexOfAny(SentenceBorders);
        return (isFirst || border >= 0) && !between[(border + 1)..].ContainsAnyInRange('\u4E00', '\u9FFF');
    }

    /// <summary>I and its contractions are written large and name nobody.</summary>
    private static bool IsPronoun(string word) => word == "I" || word.StartsWith("I'", StringComparison.Ordinal);

    private void AddChinese(string text)
    {
        foreach (Match numeral in Numerals.Matches(text))
            Add(numeral.Value);
        var plain = HarmlessNegations.Replace(text, "");
        foreach (var letter in plain)
        {
            if (letter is '不' or '沒' or '未' or '無' or '非' or '勿' or '別' or '莫')
                Add("不");
        }
    }

    private static int CountIn(string text, string name)
    {
        var count = 0;
        for (var at = text.IndexOf(name, StringComparison.Ordinal); at >= 0;
            at = text.IndexOf(name, at + name.Length, StringComparison.Ordinal))
        {
            var isWhole = (at == 0 || !IsLatin(text[at - 1]) || !IsLatin(name[0]))
                && (at + name.Length == text.Length || !IsLatin(text[at + name.Length]) || !IsLatin(name[^1]));
            count += isWhole ? 1 : 0;
        }

        return count;
    }

    private static bool IsLatin(char letter) => letter < '\u2E80' && char.IsLetterOrDigit(letter);

    [GeneratedRegex(@"(?:https?://|www\.)[^\s，。；「」（）]*[^\s，。；「」（）.,;:!?)\]]", RegexOptions.CultureInvariant)]
    private static partial Regex Addresses { get; }

    [GeneratedRegex(@"\[\d{1,3}\]", RegexOptions.CultureInvariant)]
    private static partial Regex Citations { get; }

    [GeneratedRegex(@"\d+(?:[.,:/-]\d+)*%?", RegexOptions.CultureInvariant)]
    private static partial Regex Figures { get; }

    [GeneratedRegex(@"[A-Za-z\u00C0-\u024F]+(?:['’][A-Za-z]+)*", RegexOptions.CultureInvariant)]
    private static partial Regex Words { get; }

    [GeneratedRegex("[" + ChineseNumerals + "]+", RegexOptions.CultureInvariant)]
    private static partial Regex Numerals { get; }

    [GeneratedRegex("《[^》]{1,60}》|「[^」]{1,60}」|『[^』]{1,60}』|\"[^\"]{1,60}\"|“[^”]{1,60}”", RegexOptions.CultureInvariant)]
    private static partial Regex Quoted { get; }

    /// <summary>Words in which such a character denies nothing.</summary>
    [GeneratedRegex(
        "非常|特別|分別|別墅|個別|區別|性別|級別|類別|別針|不過|不僅|不但|不論|不管|無論|莫拉克|沉沒|淹沒|出沒|沒收|(?<!從)未來(?!過)|告別|別人|別館|非洲|差不多",
        RegexOptions.CultureInvariant)]
    private static partial Regex HarmlessNegations { get; }
}
