using Attune.Language;
using Attune.Language.Tones;

namespace Attune.Companion.Guide.Drafts;

/// <summary>
/// The guide's own sentences to visitors, in both languages. What is said when there is no answer is written for each tone: a
/// frame around an answer would sound wrong around none.
/// </summary>
internal static class DraftTexts
{
    /// <summary>The documents hold no answer.</summary>
    public static string NotFound(TextLanguage language, Tone tone) => (language, tone) switch
    {
        (TextLanguage.English, Tone.ChildFriendly) => "I looked for it, but I did not find it.\nCan you ask me in another way?",
        (TextLanguage.English, Tone.ElderFriendly) =>
            "I am sorry, I did not find this in our documents.\nYou are welcome to ask me in other words.",
        (TextLanguage.English, Tone.ProfessionalFriendly) =>
            "Our documents contain no information on this. Please rephrase the question, or consult a member of our staff.",
        (TextLanguage.English, _) => "I couldn't find that in our documents. Want to try other words?",
        (_, Tone.ChildFriendly) => "我找過了，可是沒有找到呢。\n你可以換個說法再問我喔！",
        (_, Tone.ElderFriendly) => "很抱歉，我在資料裡沒有找到。\n您可以換個說法，再問我一次。",
        (_, Tone.ProfessionalFriendly) => "資料中查無相關內容，請您換個說法再次詢問，或洽詢服務人員。",
        _ => "這個我在資料裡沒找到，你要不要換個說法再問問看？",
    };

    /// <summary>The documents cannot be searched, and no model is there to help.</summary>
    public static string CannotLookUp(TextLanguage language, Tone tone) => (language, tone) switch
    {
        (TextLanguage.English, Tone.ChildFriendly) => "Oh no, I can't look things up right now.\nPlease ask me again soon!",
        (TextLanguage.English, Tone.ElderFriendly) =>
            "I am sorry, I cannot look anything up right now.\nPlease ask me again in a little while.",
        (TextLanguage.English, Tone.ProfessionalFriendly) =>
            "Our documents are temporarily unavailable. Please ask again shortly, or consult a member of our staff.",
        (TextLanguage.English, _) => "I can't look anything up right now. Ask me again in a bit?",
        (_, Tone.ChildFriendly) => "哎呀，我現在沒辦法查資料呢。\n等一下再來問我喔！",
        (_, Tone.ElderFriendly) => "很抱歉，我現在沒辦法查資料。\n請您稍後再問我一次。",
        (_, Tone.ProfessionalFriendly) => "目前無法查詢資料，請您稍後再次詢問，或洽詢服務人員。",
        _ => "我現在沒辦法查資料，等一下再問我一次好嗎？",
    };

    /// <summary>Stands before what a model says without any document behind it.</summary>
    public static string WithoutDocuments(TextLanguage language) => language == TextLanguage.TraditionalChinese
        ? "我現在查不到資料，以下只是一般常識，不一定正確："
        : "I cannot look into the documents right now. What follows is general knowledge and may be wrong. ";
}
