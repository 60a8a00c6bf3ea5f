namespace Attune.Language.Tones;

/// <summary>A complete answer that is to be said in a tone.</summary>
/// <param name="Text">The answer, plain text or simple Markdown.</param>
/// <param name="Language">The language of the answer; the rewritten one has the same.</param>
/// <param name="Tone">The tone to say it in.</param>
public sealed record ToneDraft(string Text, TextLanguage Language, Tone Tone)
{
    /// <summary>How the visitor looks; null when unknown or when the visitor does not want it used.</summary>
    public string? Description { get; init; }

    /// <summary>
    /// What the visitor had asked, for a model that chooses its words; null when unknown. Rules do not read it: they change
    /// only how the answer is said.
    /// </summary>
    public string? Question { get; init; }

    /// <summary>True for the first answer of a sitting: only then may the greeting mention how the visitor looks.</summary>
    public bool IsFirst { get; init; }
}
