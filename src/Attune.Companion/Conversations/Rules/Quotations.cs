using System.Globalization;
using Attune.Language;

namespace Attune.Companion.Conversations.Rules;

/// <summary>How a person's earlier words are quoted, with their time.</summary>
internal static class Quotations
{
    /// <summary>Up to this age no date is needed.</summary>
    private static readonly TimeSpan Recent = TimeSpan.FromHours(12);

    /// <summary>One sentence called back in the course of a conversation.</summary>
    public static string CallBack(Quotation quotation, RulesInput input, string frame)
    {
        var voice = new Voice(input.Persona, input.Language);
        var when = input.Now - quotation.At < Recent ? voice.Lines("when-earlier")[0] : On(quotation.At, input);
        return Finish(Placeholders.Fill(frame, ("when", when), ("quote", quotation.Text)), quotation.Text, input.Language);
    }

    /// <summary>What was found when someone asked for it, each with its time.</summary>
    public static string Write(IReadOnlyList<Quotation> quotations, RulesInput input, string lead)
    {
        var isChinese = input.Language == TextLanguage.TraditionalChinese;
        var quoted = quotations.Select(quotation => isChinese
            ? $"「{quotation.Text}」（{Time(quotation.At, input)}）"
            : $"“{quotation.Text}” ({Time(quotation.At, input)})");
        return isChinese ? $"{lead}{string.Join("，", quoted)}。" : $"{lead} {string.Join(", ", quoted)}.";
    }

    /// <summary>A full stop after the quotation marks where the quotation has none of its own.</summary>
    private static string Finish(string text, string quote, TextLanguage language)
    {
        if (quote[^1] is '.' or '!' or '?' or '…' or '。' or '！' or '？')
            return text;
        return text + (language == TextLanguage.TraditionalChinese ? "。" : ".");
    }

    private static string On(DateTimeOffset at, RulesInput input) =>
        input.Language == TextLanguage.TraditionalChinese ? Date(at, input) : $"On {Date(at, input)}";

    private static string Date(DateTimeOffset at, RulesInput input)
    {
        var local = at.ToOffset(input.Now.Offset);
        var sameYear = local.Year == input.Now.Year;
        return local.ToString((input.Language, sameYear) switch
        {
            (TextLanguage.TraditionalChinese, true) => "M月d日",
            (TextLanguage.TraditionalChinese, false) => "yyyy年M月d日",
            (_, true) => "d MMMM",
            (_, false) => "d MMMM yyyy",
        }, CultureInfo.InvariantCulture);
    }

    private static string Time(DateTimeOffset at, RulesInput input)
    {
        var local = at.ToOffset(input.Now.Offset);
        var clock = local.ToString("HH:mm", CultureInfo.InvariantCulture);
        if (local.Date == input.Now.Date)
            return clock;
        return input.Language == TextLanguage.TraditionalChinese ? $"{Date(at, input)} {clock}" : $"{Date(at, input)}, {clock}";
    }
}
