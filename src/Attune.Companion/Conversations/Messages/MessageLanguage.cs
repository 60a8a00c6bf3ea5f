using System.Text;
using Attune.Language;

namespace Attune.Companion.Conversations.Messages;

/// <summary>The language in which a message is answered.</summary>
internal static class MessageLanguage
{
    /// <summary>That of its script; a message without letters ("👍", "42?") has none, so the conversation's counts.</summary>
    public static TextLanguage Of(string text, TextLanguage ofConversation) =>
        text.EnumerateRunes().Any(Rune.IsLetter) ? LanguageDetection.OfQuestion(text) : ofConversation;
}
