using Attune.Language.Tones.Facts;
using Attune.Language.Tones.Rewriting;

namespace Attune.Language.Tones;

/// <summary>
/// Says an answer in a tone without a language model: cuts sentences, takes plainer words, sets the form of address, and adds a
/// line before and after. Numbers, dates, names, addresses, negations and citations are compared afterwards; when one of them
/// differs, the draft is shipped.
/// </summary>
public static class ToneRewriter
{
    /// <summary>Longer drafts are shipped as they are.</summary>
    public const int LongestDraft = 8_000;

    /// <summary>The answer in the tone. Pure: equal drafts give equal texts.</summary>
    public static ToneRewrite Rewrite(ToneDraft draft)
    {
        if (string.IsNullOrWhiteSpace(draft.Text) || draft.Text.Length > LongestDraft)
            return new ToneRewrite(draft.Text, false, null);
        var plain = draft.Tone == Tone.CasualFriendly ? draft : draft with { Text = Emoji.RemoveFrom(draft.Text) };
        if (string.IsNullOrWhiteSpace(plain.Text))
            return new ToneRewrite(draft.Text, false, null);
        var text = Write(plain);
        return FactCheck.FirstDifference(draft.Text, text) is { } lost
            ? new ToneRewrite(draft.Text, false, lost)
            : new ToneRewrite(text, true, null);
    }

    private static string Write(ToneDraft draft) => (draft.Language, draft.Tone) switch
    {
        (TextLanguage.English, Tone.ChildFriendly) => EnglishChild.Write(draft),
        (TextLanguage.English, Tone.ElderFriendly) => EnglishElder.Write(draft),
        (TextLanguage.English, Tone.ProfessionalFriendly) => EnglishProfessional.Write(draft),
        (TextLanguage.English, _) => EnglishCasual.Write(draft),
        (_, Tone.ChildFriendly) => ChineseChild.Write(draft),
        (_, Tone.ElderFriendly) => ChineseElder.Write(draft),
        (_, Tone.ProfessionalFriendly) => ChineseFormal.Write(draft),
        _ => ChineseCasual.Write(draft),
    };
}
