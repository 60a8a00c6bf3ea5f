namespace Attune.Language.Tones.Rewriting;

/// <summary>Chinese for older visitors: 您, calm, shorter clauses, one sentence a line.</summary>
internal static class ChineseElder
{
    private static readonly string[] Openings = ["您好，謝謝您的提問。", "您好，我慢慢說給您聽。", "您好，請聽我為您說明。"];

    private static readonly string[] Closings = ["您想再聽，隨時可以問我。", "您慢慢看，有需要請告訴我。", "還想知道什麼，請您告訴我。"];

    public static string Write(ToneDraft draft)
    {
        var lines = new List<string>();
        if (AppearanceGreeting.Chinese(draft) is { } greeting)
            lines.Add(greeting);
        var opening = Frame.Pick(Openings, draft.Text, 0);
        lines.Add(lines.Count > 0 ? Frame.WithoutSalutation(opening) : opening);
        foreach (var line in DraftLine.Of(draft.Text))
        {
            lines.AddRange(line.Sentences
                .Select(sentence => ChineseCuts.Cut(ChinesePhrases.Polite.Apply(sentence), ToneTargets.ElderClauseCharacters))
                .Select((sentence, index) => index == 0 ? line.Mark + sentence : sentence));
        }

        lines.Add(Frame.Pick(Closings, draft.Text, 1));
        return string.Join('\n', lines);
    }
}
