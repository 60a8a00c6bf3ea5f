using System.Text.RegularExpressions;
using Attune.Language.Dates;

namespace Attune.Companion.Guide.Answers;

/// <summary>Reads the kind of answer off a question, and tells whether a sentence looks like one.</summary>
internal static partial class QuestionKinds
{
    public static QuestionKind Of(string question)
    {
        if (TimeQuestion.IsMatch(question))
            return QuestionKind.Time;
        if (NumberQuestion.IsMatch(question))
            return QuestionKind.Number;
        if (PlaceQuestion.IsMatch(question))
            return QuestionKind.Place;
        if (PersonQuestion.IsMatch(question))
            return QuestionKind.Person;
        if (ReasonQuestion.IsMatch(question))
            return QuestionKind.Reason;
        if (InstructionQuestion.IsMatch(question))
            return QuestionKind.Instruction;
        return DefinitionQuestion.IsMatch(question) ? QuestionKind.Definition : QuestionKind.Open;
    }

    /// <summary>The question without the phrase that only tells its kind: an answer to "what time" need not say "time".</summary>
    public static string WithoutAskingPhrase(string question) => AskingPhrase.Replace(question, " ");

    /// <summary>True when the sentence has the form of an answer of this kind.</summary>
    public static bool Fits(QuestionKind kind, ReadOnlySpan<char> sentence) => kind switch
    {
        QuestionKind.Number => NumberAnswer.IsMatch(sentence),
        QuestionKind.Time => TimeAnswer.IsMatch(sentence) || DateReader.HasDate(sentence),
        QuestionKind.Place => PlaceAnswer.IsMatch(sentence),
        QuestionKind.Person => PersonAnswer.IsMatch(sentence),
        QuestionKind.Reason => ReasonAnswer.IsMatch(sentence),
        QuestionKind.Instruction => InstructionAnswer.IsMatch(sentence),
        QuestionKind.Definition => DefinitionAnswer.IsMatch(sentence),
        _ => false,
    };

    private const RegexOptions Rules = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    [GeneratedRegex(
        @"\b(when|what (time|day|date|year|month)|which (day|date|year|month))\b|何時|什麼時候|甚麼時候|"
        + @"幾點|幾月|幾號|哪一?[年天日月]|什麼時間|年份|日期", Rules)]
    private static partial Regex TimeQuestion { get; }

    [GeneratedRegex(
        @"\bhow (many|much|long|old|big|large|far|high|tall|wide|often|fast)\b|多少|多久|多大|多高|"
        + @"多長|多遠|多快|幾[個位人次種間座天年層歲元]|第幾|百分之幾", Rules)]
    private static partial Regex NumberQuestion { get; }

    [GeneratedRegex(
        @"\bwhere\b|\b(which|what) (place|city|country|town|room|floor|folder)\b|哪裡|哪里|哪兒|"
        + @"何處|什麼地方|哪[一個]*(國|城市|地區|地方|縣|省|層|樓)", Rules)]
    private static partial Regex PlaceQuestion { get; }

    [GeneratedRegex(@"\b(who|whom|whose)\b|誰|哪[一]?位|何人|什麼人", Rules)]
    private static partial Regex PersonQuestion { get; }

    [GeneratedRegex(@"\bwhy\b|\bwhat (is|was) the reason\b|為什麼|為甚麼|為何|何故|什麼原因|的原因", Rules)]
    private static partial Regex ReasonQuestion { get; }

    [GeneratedRegex(
        @"\bhow (do|can|should|to|could|would|does|did)\b|\bwhat (do|should|can) (i|we|you) do\b|"
        + @"怎麼|怎樣|如何|怎麽", Rules)]
    private static partial Regex InstructionQuestion { get; }

    [GeneratedRegex(@"^\W*what('s| is| are| was| were| does)\b|\bmean\b|什麼是|甚麼是|是什麼|是甚麼|何謂|意思", Rules)]
    private static partial Regex DefinitionQuestion { get; }

    [GeneratedRegex(
        @"\bhow (many|much|long|old|big|large|far|high|tall|wide|often|fast)\b"
        + @"|\b(what|which) (time|date|day|year|month|kind|sort|type|place)s?( of)?\b"
        + @"|\bwhat (happens|do i do)( when| if)?\b", Rules)]
    private static partial Regex AskingPhrase { get; }

    [GeneratedRegex(
        @"(?<![A-Za-z0-9])\d|[一二三四五六七八九十百千萬億兩]{1,}[^一]|\b(one|two|three|four|five|six|seven|eight|nine|ten|"
        + @"twelve|hundred|thousand|million)\b", Rules)]
    private static partial Regex NumberAnswer { get; }

    [GeneratedRegex(
        @"\d+ ?(年|月|日|點|時|世紀|:|：|am\b|pm\b)|\b(1\d|20)\d\d\b|\b(mon|tues|wednes|thurs|fri|"
        + @"satur|sun)day|\b(january|february|march|april|june|july|august|september|october|"
        + @"november|december)\b|\d:\d\d|\b(daily|every (day|hour|minute|night))\b|星期|週[一二三四五六日末]|"
        + @"每[天日週年]|年代", Rules)]
    private static partial Regex TimeAnswer { get; }

    [GeneratedRegex(
        @"\b(in|at|on|near|inside|under|beside|from) (the )?[A-Z~/`]|\b(located|situated|folder|"
        + @"floor|street|road)\b|位於|位在|坐落|在.{1,12}(市|縣|省|國|區|路|街|樓|島|洲|裡|內|上|中)|資料夾|地址", RegexOptions.CultureInvariant)]
    private static partial Regex PlaceAnswer { get; }

    [GeneratedRegex(
        @"[a-z,] [A-Z][a-z]+|\bby\b|先生|女士|教授|博士|皇帝|國王|總統|將軍|·|由.{2,6}(創|設計|發明|提出|領導|建)|人", RegexOptions.CultureInvariant)]
    private static partial Regex PersonAnswer { get; }

    [GeneratedRegex(@"\b(because|since|so that|due to|therefore|as a result|in order to)\b|因為|由於|因此|所以|以便|為了|導致|造成", Rules)]
    private static partial Regex ReasonAnswer { get; }

    [GeneratedRegex(
        @"`|\b(use|open|run|click|press|choose|select|type|start|set|send|drag|add|go to|turn|"
        + @"enter|call|copy|put)\b|按|點選|輸入|執行|使用|開啟|打開|選擇|設定|啟動|拖|加上|送出|呼叫|複製", Rules)]
    private static partial Regex InstructionAnswer { get; }

    [GeneratedRegex(@"\b(is|are|was|were|means|refers to)\b|是|指|稱為|叫做|意思", Rules)]
    private static partial Regex DefinitionAnswer { get; }
}
