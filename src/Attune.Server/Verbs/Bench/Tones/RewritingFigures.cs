using Attune.Language;
using Attune.Language.Readability;
using Attune.Language.Tones;

namespace Attune.Server.Verbs.Bench.Tones;

/// <summary>How well answers are rewritten in one tone and language.</summary>
/// <param name="Tone">The tone.</param>
/// <param name="Language"><c>en</c> or <c>zh-TW</c>.</param>
/// <param name="Outcomes">Per answer: whether it keeps all promises of the tone.</param>
/// <param name="Kept">Answers in which the rules changed no fact, so that the draft need not be shipped.</param>
/// <param name="SimplifiedCharacters">Characters in the texts that only Simplified Chinese writes.</param>
/// <param name="Grade">Mean Flesch-Kincaid grade of the texts; 0 in Chinese.</param>
/// <param name="GradeWithoutFrame">The same without the first and the last line, which the tone adds; 0 in Chinese.</param>
internal sealed record RewritingFigures(
    Tone Tone, string Language, IReadOnlyList<bool> Outcomes, int Kept, int SimplifiedCharacters, double Grade,
    double GradeWithoutFrame)
{
    /// <summary>Share of answers that keep all promises.</summary>
    public double HitRate => Outcomes.Count == 0 ? 0 : Outcomes.Count(hit => hit) / (double)Outcomes.Count;

    public static RewritingFigures Of(Tone tone, string language, IReadOnlyList<GoldAnswer> answers)
    {
        var drafts = answers.Where(answer => answer.Language == language).ToList();
        var texts = drafts.Select(draft => ToneRewriter.Rewrite(new ToneDraft(draft.Text, draft.TextLanguage, tone))).ToList();
        var outcomes = drafts.Zip(texts, (draft, text) =>
            ToneTargets.Missed(text.Text, draft.Text, tone, draft.TextLanguage).Count == 0).ToList();
        var isEnglish = LanguageDetection.FromTag(language) == TextLanguage.English;
        return new RewritingFigures(tone, language, outcomes, texts.Count(text => text.LostFact is null),
            texts.Sum(text => SimplifiedOnly.CountIn(text.Text)),
            isEnglish ? texts.Average(text => EnglishReadability.Of(text.Text).Grade) : 0,
            isEnglish ? texts.Average(text => EnglishReadability.Of(WithoutFrame(text.Text)).Grade) : 0);
    }

    private static string WithoutFrame(string text) =>
        text.Split('\n') is { Length: > 2 } lines ? string.Join('\n', lines[1..^1]) : text;
}
