namespace Attune.Language.Tones.Rewriting;

/// <summary>Chinese for everybody else: 你 and plain talk.</summary>
internal static class ChineseCasual
{
    private static readonly string[] Openings = ["跟你說，", "你問對人了，", "這個我可以告訴你，"];

    public static string Write(ToneDraft draft)
    {
        var opening = Frame.Pick(Openings, draft.Text, 0);
        var greeting = AppearanceGreeting.Chinese(draft) ?? "";
        return $"{greeting}{opening}{ChinesePhrases.Familiar.Apply(draft.Text.Trim())}";
    }
}
