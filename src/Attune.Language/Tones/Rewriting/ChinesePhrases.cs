using System.Text;

namespace Attune.Language.Tones.Rewriting;

/// <summary>Replaces Chinese words, the longest first; what stands between quotation marks stays.</summary>
internal sealed class ChinesePhrases
{
    private readonly Dictionary<char, List<(string From, string To)>> _byFirstCharacter;

    private ChinesePhrases(IEnumerable<(string From, string To)> phrases) =>
        _byFirstCharacter = phrases.GroupBy(phrase => phrase.From[0])
            .ToDictionary(first => first.Key, first => first.OrderByDescending(phrase => phrase.From.Length).ToList());

    public static ChinesePhrases Simple { get; } = new(PhraseTable.Read("Tones/simple-chinese.words"));

    public static ChinesePhrases Polite { get; } = new([("你們", "各位"), ("你", "您")]);

    public static ChinesePhrases Familiar { get; } = new([("您", "你")]);

    public string Apply(string text)
    {
        var written = new StringBuilder(text.Length + 16);
        var depth = 0;
        for (var i = 0; i < text.Length;)
        {
            depth += text[i] is '「' or '『' or '《' ? 1 : text[i] is '」' or '』' or '》' ? -1 : 0;
            if (depth > 0 || Longest(text.AsSpan(i)) is not { } match)
            {
                written.Append(text[i++]);
                continue;
            }

            written.Append(match.To);
            i += match.From.Length;
        }

        return written.ToString();
    }

    private (string From, string To)? Longest(ReadOnlySpan<char> rest)
    {
        if (!_byFirstCharacter.TryGetValue(rest[0], out var phrases))
            return null;
        foreach (var phrase in phrases)
        {
            if (rest.StartsWith(phrase.From, StringComparison.Ordinal))
                return phrase;
        }

        return null;
    }
}
