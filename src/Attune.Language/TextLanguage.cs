namespace Attune.Language;

/// <summary>The languages that Attune answers in.</summary>
public enum TextLanguage
{
    /// <summary>English, and every other text without Chinese characters.</summary>
    English,

    /// <summary>Chinese as written in Taiwan.</summary>
    TraditionalChinese,
}
