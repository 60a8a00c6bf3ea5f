namespace Attune.Language.Tones.Rewriting;

/// <summary>Chinese for visitors on business: 您, a formal opening, the answer as it is.</summary>
internal static class ChineseFormal
{
    private static readonly string[] Openings = ["您好，感謝您的提問，謹說明如下：", "您好，謹就您的提問說明如下：", "感謝您的詢問，相關資訊如下："];

    public static string Write(ToneDraft draft)
    {
        var opening = Frame.Pick(Openings, draft.Text, 0);
        var greeting = AppearanceGreeting.Chinese(draft) ?? "";
        if (greeting.Length > 0)
            opening = Frame.WithoutSalutation(opening);
        return $"{greeting}{opening}{ChinesePhrases.Polite.Apply(draft.Text.Trim())}";
    }
}
