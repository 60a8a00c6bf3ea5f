using System.Buffers;
using System.Collections.Frozen;
using Attune.Language.Terms;

namespace Attune.Companion.Conversations.Rules;

/// <summary>
/// The words of a message that tell what it is about, each with how much it tells: 2 for a name, a person or thing that
/// one says little about by chance, 1 for another content word or pair of Chinese characters.
/// </summary>
internal static class ContentWords
{
    private const int Strong = 2;
    private const int LongWord = 8;
    private const int ShortestWord = 3;

    /// <summary>Said about everything, so that sharing them means nothing.</summary>
    private static readonly FrozenSet<string> Ordinary = Stems("""
        a about after again all almost already also always am an and another any anyone anything are around as
        ask asked at away back bad be became because become been before began being best better between big both
        bring but by call called came can cannot cant come could couldnt day days did didnt different do does
        doesnt doing done dont down each either else end enough especially even evening ever every everybody
        everyone everything far feel feeling felt few find first for found from full gave get getting give go
        goes going gone good got great guess had half happen happened happening hard has hasnt have havent
        having he hear heard help her here hers herself hi him himself his hope hour hours how i id if ill im in
        into is isnt it its itself ive just keep kept kind knew know known last late lately later least leave
        left less let life like little long look looked lot lots made make making many matter may maybe me mean
        meant might mine minute moment month months more morning most much must my myself need needed never new
        next nice night no nobody none not nothing now of off often oh ok okay old on once one only or other
        others our out over own part people perhaps person place point pretty probably put quite rather read
        ready real really remember right said same saw say saying second see seem seemed seen several shall she
        should since so some somebody somehow someone something sometimes soon still stop such sure take taken
        talk talked tell than thank thanks that thats the their them then there these they thing things think
        thinking this those though thought three through time times to today together told tomorrow tonight too
        took tried true try trying two under understand until up us use used usually very want wanted was wasnt
        way we week weekend weeks well went were what when where which while who whole why will wish with
        without wont word words work worked working world would wouldnt write wrong yeah year years yes
        yesterday yet you your yours absolutely actually afternoon although basically beautiful completely
        definitely difficult everywhere exactly extremely finally honestly horrible important interesting
        literally obviously otherwise seriously suddenly terrible totally wonderful happy sad angry tired afraid
        love hate sad nervous
        """);

    private static readonly FrozenSet<string> StrongWords = Stems("""
        mother mom mum father dad parents sister brother son daughter grandmother grandma grandfather grandpa
        aunt uncle cousin husband wife boyfriend girlfriend boss dog cat puppy kitten pet exam interview wedding
        funeral surgery thesis guitar piano violin marathon garden doctor teacher landlord roommate neighbour
        neighbor flight japan taipei band novel bike choir school university
        """);

    /// <summary>Characters that stand in words of every kind.</summary>
    private static readonly SearchValues<char> OrdinaryCharacters = SearchValues.Create(
        "我你妳您他她它們的了嗎呢吧啊呀是在有和與跟就都也很好不沒這那個一二三上下來去到說想要會能可以為什麼怎樣得過著把被讓給對從還又再只最更太真啦喔哦耶囉覺天今明昨時候年月日點分現最近後前裡面事情人家中大小多少知道看聽做用");

    private static readonly SearchValues<char> SentenceEnds = SearchValues.Create(".!?\n。！？:");

    private static readonly string[] StrongChinese =
    [
        "媽媽", "母親", "爸爸", "父親", "姊姊", "姐姐", "妹妹", "哥哥", "弟弟", "兒子", "女兒", "奶奶", "阿嬤", "爺爺", "阿公", "外婆", "老公", "老婆",
        "男友", "女友", "男朋友", "女朋友", "老闆", "主管", "同事", "室友", "房東", "老師", "面試", "考試", "婚禮", "喪禮", "手術", "論文", "吉他", "鋼琴",
        "馬拉松", "貓", "狗", "醫生", "搬家", "日本", "台北", "臺北", "台南", "臺南", "高雄", "台中", "臺中",
    ];

    /// <summary>The content words of a text with their weights.</summary>
    public static IReadOnlyDictionary<string, int> Of(string text)
    {
        var words = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var strong in StrongChinese)
        {
            if (text.Contains(strong, StringComparison.Ordinal))
                words[strong] = Strong;
        }

        var startsSentence = true;
        var reader = new TermReader(text, stackalloc char[TermReader.BufferLength]);
        var endBefore = 0;
        while (reader.Read())
        {
            if (text.AsSpan(endBefore, Math.Max(0, reader.Span.Start - endBefore)).ContainsAny(SentenceEnds))
                startsSentence = true;
            var isName = !startsSentence && char.IsUpper(text[reader.Span.Start]);
            if (reader.Kind == TermKind.Word && WordWeight(reader.Term, isName) is > 0 and var weight)
                words[reader.Term.ToString()] = weight;
            if (reader.Kind == TermKind.Pair && !reader.Term.ContainsAny(OrdinaryCharacters))
                words.TryAdd(reader.Term.ToString(), 1);
            if (reader.Kind == TermKind.Word)
                startsSentence = false;
            endBefore = reader.Span.End;
        }

        return words;
    }

    private static int WordWeight(ReadOnlySpan<char> term, bool isName)
    {
        if (term.Length < ShortestWord || char.IsAsciiDigit(term[0])
            || Ordinary.GetAlternateLookup<ReadOnlySpan<char>>().Contains(term))
            return 0;
        var strong = isName || term.Length >= LongWord || StrongWords.GetAlternateLookup<ReadOnlySpan<char>>().Contains(term);
        return strong ? Strong : 1;
    }

    /// <summary>Words as the reader leaves them, apostrophes gone.</summary>
    private static FrozenSet<string> Stems(string words)
    {
        var stems = new HashSet<string>(StringComparer.Ordinal);
        var reader = new TermReader(words, stackalloc char[TermReader.BufferLength]);
        while (reader.Read())
            stems.Add(reader.Term.ToString());
        return stems.ToFrozenSet(StringComparer.Ordinal);
    }
}
