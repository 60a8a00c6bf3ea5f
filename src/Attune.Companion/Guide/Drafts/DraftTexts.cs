using Attune.Language;

namespace Attune.Companion.Guide.Drafts;

/// <summary>The guide's own sentences to visitors, in both languages.</summary>
internal static class DraftTexts
{
    /// <summary>The documents cannot be searched, and no model is there to help.</summary>
    public static string CannotLookUp(TextLanguage language) => language == TextLanguage.TraditionalChinese
        ? "我現在沒辦法查資料，所以不能回答這個問題。請稍後再問一次。"
        : "I cannot look anything up right now, so I have no answer to this. Please ask me again in a little while.";

    /// <summary>Stands before what a model says without any document behind it.</summary>
    public static string WithoutDocuments(TextLanguage language) => language == TextLanguage.TraditionalChinese
        ? "我現在查不到館內資料，以下只是一般常識，不一定正確："
        : "I cannot look into the documents right now. What follows is general knowledge and may be wrong. ";
}
