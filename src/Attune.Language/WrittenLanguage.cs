namespace Attune.Language;

/// <summary>The language and script that a text is written in; <see cref="TextLanguage"/> is what Attune answers in.</summary>
public enum WrittenLanguage
{
    /// <summary>None of those below, or no letters at all.</summary>
    Other,

    /// <summary>English, and short Latin texts that nothing shows to be another language.</summary>
    English,

    /// <summary>Chinese in Traditional characters; also Chinese whose few characters both scripts write alike.</summary>
    TraditionalChinese,

    /// <summary>Chinese in Simplified characters.</summary>
    SimplifiedChinese,

    /// <summary>English and Chinese, neither of them only a word or name within the other.</summary>
    Mixed,
}
