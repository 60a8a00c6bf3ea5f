using Attune.Companion.Guide.Answers;
using Attune.Companion.Personas;
using Attune.Language;

namespace Attune.Companion.Conversations.Rules;

/// <summary>All that a reply by rules is made from; the same input gives the same reply.</summary>
/// <param name="Persona">Who replies.</param>
/// <param name="Language">The language of the message, which is that of the reply.</param>
/// <param name="ConversationId">The conversation.</param>
/// <param name="MessageId">The message that is answered.</param>
/// <param name="Text">What it says.</param>
/// <param name="Emotion">
/// The group that is shown to the person (<c>anger</c>, <c>disgust</c>, <c>fear</c>, <c>joy</c>, <c>sadness</c>, <c>surprise</c>,
/// <c>neutral</c>); null when none is.
/// </param>
/// <param name="Turns">The messages before it, oldest first.</param>
/// <param name="DocumentAnswer">What the documents say to it, or that they say nothing.</param>
/// <param name="Now">The time, with the offset in which dates are told.</param>
internal sealed record RulesInput(
    Persona Persona,
    TextLanguage Language,
    string ConversationId,
    string MessageId,
    string Text,
    string? Emotion,
    IReadOnlyList<Turn> Turns,
    ComposedAnswer DocumentAnswer,
    DateTimeOffset Now);
