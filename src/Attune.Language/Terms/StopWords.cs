using System.Collections.Frozen;

namespace Attune.Language.Terms;

/// <summary>
/// Words of a question that say nothing about what is asked for. Only questions are freed of them: in a small set of
/// documents a rare "how" would otherwise weigh more than the word that matters.
/// </summary>
internal static class StopWords
{
    /// <summary>English, as the stemmer leaves them.</summary>
    private static readonly FrozenSet<string> English = Stemmed("""
        a about after all also am an and another any are aren't as at be been before being both but by can can't cannot could
        couldn't did didn't do does doesn't doing don't during each else every for from had has have having he her here hers
        him his how however i if i'd i'll i'm in into is isn't it its itself i've just let like make many may me might more
        most much must my of off on one only or other our ours out over own per please she should so some such than that the
        their theirs them then there these they this those through to too under until up upon us very want was wasn't way we
        were what what's when where which while who whom whose why will with won't would yes you your yours exactly actually
        tell know explain describe there's mean meaning meant happen get got find found called
        """);

    /// <summary>
    /// Chinese, longest first. Alone only those characters that are seldom part of a longer word: 會 is in 會議, 要 in 重要.
    /// </summary>
    private static readonly string[] Chinese = LongestFirst("""
        為什麼 為甚麼 什麼時候 甚麼時候 什麼時間 什麼地方 什麼原因 什麼人 請問一下 哪一年 哪一天 哪一位 哪一國 哪一門 哪一座 哪一本 哪一項 哪一類 哪一部 哪幾 哪年 哪天
        何年 何月 何人 何種 何地 要怎麼 要怎樣 要如何 該怎麼 該如何 會怎麼樣 會怎樣 第幾 幾年 幾月 幾日 幾點 幾天 幾位 幾次 幾種 多大 多高 多長 多遠 多快 多常
        有沒有 是不是 能不能 可不可以 要不要 會不會 怎麼樣 怎麼辦 告訴我 我想知道 我想要 想知道 哪一個 哪一種 哪一些 什麼樣 請問 什麼 甚麼 怎麼 怎樣 如何 為何 何時
        哪裡 哪里 哪兒 哪個 哪些 哪種 哪位 哪一 多少 多久 幾個 可以 能夠 是否 我們 你們 他們 這個 那個 這些 那些 應該 需要 想要 因為 所以 以及 或者 還是
        何處
        我 你 您 他 她 它 的 了 嗎 呢 吧 啊 呀 嘛 是 在 與 及 或 就 都 也 請 幾 誰 哪 何 這 那 之 而 其 著
        """);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> EnglishLookup =
        English.GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool Contains(ReadOnlySpan<char> stemmedWord) => EnglishLookup.Contains(stemmedWord);

    /// <summary>Length of the Chinese stop phrase that starts here; 0 when none does.</summary>
    public static int PhraseAt(ReadOnlySpan<char> text)
    {
        foreach (var phrase in Chinese)
        {
            if (text.StartsWith(phrase, StringComparison.Ordinal))
                return phrase.Length;
        }

        return 0;
    }

    private static string[] LongestFirst(string phrases) =>
        [.. phrases.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).OrderByDescending(phrase => phrase.Length)];

    private static FrozenSet<string> Stemmed(string words)
    {
        var stems = new HashSet<string>(StringComparer.Ordinal);
        var reader = new TermReader(words, stackalloc char[TermReader.BufferLength]);
        while (reader.Read())
            stems.Add(reader.Term.ToString());
        return stems.ToFrozenSet(StringComparer.Ordinal);
    }
}
