using System.Buffers;

namespace Attune.Language.Tones.Descriptions;

/// <summary>Finds in Chinese what is denied and what is said of people beside the visitor. Both end with their clause.</summary>
internal static class ChineseScopes
{
    private const int ReachOfShortDenial = 5;
    private const int FarthestPerson = 5;

    private static readonly SearchValues<char> Borders = SearchValues.Create("，。；！？：,;!?\n");

    private static readonly string[] Denials = ["不是", "並不", "並非", "沒有", "沒", "不像", "看不出"];

    private static readonly string[] Turns = ["而是", "只是", "但", "卻"];

    /// <summary>Words in which 不 denies nothing about the visitor.</summary>
    private static readonly string[] HarmlessNot =
        ["不停", "不放", "不過", "不穩", "不好", "不少", "不同", "不錯", "不便", "不清", "不時", "不斷", "不久"];

    private static readonly string[] Places = ["旁邊", "身邊", "身旁", "身後", "後面", "後方", "背後", "前面", "一旁"];

    private static readonly string[] AfterPlace = ["有", "還有", "站", "跟", "是", "坐", "陪", "跑", "牽", "走"];

    private static readonly string[] Handling = ["牽著", "扶著", "推著", "抱著", "帶著", "陪著", "攙扶", "揹著", "跟著", "和", "與"];

    private static readonly string[] CompanyOfHelper = ["陪", "扶", "推", "牽", "護送", "帶領", "攙"];

    private static readonly string[] People =
    [
        "小孩", "孩子", "男孩", "女孩", "小朋友", "嬰兒", "寶寶", "女兒", "兒子", "孫", "奶奶", "爺爺", "阿嬤", "阿公", "老先生", "老太太",
        "老人", "媽媽", "爸爸", "學生", "小學生", "學童", "朋友", "太太", "先生", "女友", "男友", "幼兒", "弟弟", "妹妹", "長者", "長輩",
        "外婆", "外公", "婆婆", "母親", "父親", "兒童", "小男孩", "小女孩", "同事", "年輕人",
    ];

    public static void Find(string text, DescriptionScopes scopes)
    {
        for (var start = 0; start < text.Length;)
        {
            var length = text.AsSpan(start).IndexOfAny(Borders);
            var end = length < 0 ? text.Length : start + length;
            FindDenials(text, start, end, scopes);
            FindPlaces(text, start, end, scopes);
            FindCompany(text, start, end, scopes);
            start = end + 1;
        }
    }

    private static void FindDenials(string text, int start, int end, DescriptionScopes scopes)
    {
        for (var i = start; i < end; i++)
        {
            var clause = text.AsSpan(i, end - i);
            if (StartsWithAny(clause, Denials))
                scopes.Deny(i, i + EndOfDenial(clause));
            else if (text[i] == '不' && !StartsWithAny(clause, HarmlessNot))
                scopes.Deny(i, Math.Min(end, i + ReachOfShortDenial));
        }
    }

    private static int EndOfDenial(ReadOnlySpan<char> clause)
    {
        var end = clause.Length;
        foreach (var turn in Turns)
        {
            if (clause.IndexOf(turn, StringComparison.Ordinal) is > 0 and var at && at < end)
                end = at;
        }

        return end;
    }

    /// <summary>站在一個小孩旁邊 speaks of a child from 在 to 旁邊; 身邊有兩個孩子 of children from there to the end.</summary>
    private static void FindPlaces(string text, int start, int end, DescriptionScopes scopes)
    {
        foreach (var place in Places)
        {
            var at = text.IndexOf(place, start, end - start, StringComparison.Ordinal);
            if (at < 0)
                continue;
            var after = at + place.Length;
            if (StartsWithAny(text.AsSpan(after, end - after), AfterPlace))
                scopes.SetBeside(at, end);
            else if (text.LastIndexOf('在', at, at - start + 1) is >= 0 and var from)
                scopes.SetBeside(from, after);
        }
    }

    private static void FindCompany(string text, int start, int end, DescriptionScopes scopes)
    {
        for (var i = start; i < end; i++)
        {
            var clause = text.AsSpan(i, end - i);
            if (text[i] == '由' && ContainsAny(clause, CompanyOfHelper))
                scopes.SetBeside(i, end);
            else if (clause.StartsWith("肩膀上坐", StringComparison.Ordinal))
                scopes.SetBeside(i, end);
            else if (Handled(clause) is > 0 and var length && PersonFollows(clause[length..]))
                scopes.SetBeside(i, end);
        }
    }

    private static int Handled(ReadOnlySpan<char> clause)
    {
        foreach (var verb in Handling)
        {
            if (clause.StartsWith(verb, StringComparison.Ordinal))
                return verb.Length;
        }

        return 0;
    }

    /// <summary>A person right after the verb: 背著書包的小孩 is not somebody who is carried, hence no 的 in between.</summary>
    private static bool PersonFollows(ReadOnlySpan<char> rest)
    {
        for (var i = 0; i <= FarthestPerson && i < rest.Length && rest[i] != '的'; i++)
        {
            if (StartsWithAny(rest[i..], People))
                return true;
        }

        return false;
    }

    private static bool StartsWithAny(ReadOnlySpan<char> text, string[] words)
    {
        foreach (var word in words)
        {
            if (text.StartsWith(word, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    private static bool ContainsAny(ReadOnlySpan<char> text, string[] words)
    {
        foreach (var word in words)
        {
            if (text.Contains(word, StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}
