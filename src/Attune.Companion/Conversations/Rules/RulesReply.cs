using Attune.Companion.Guide.Answers;
using Attune.Companion.Personas;
using Attune.Language;

namespace Attune.Companion.Conversations.Rules;

internal sealed record RulesInput(Persona Persona, TextLanguage Language, string ConversationId, string MessageId, string Text,
    string? Emotion, IReadOnlyList<Turn> Turns, ComposedAnswer DocumentAnswer, DateTimeOffset Now);

internal static class RulesReply
{
    public static ComposedAnswer Compose(RulesInput input) => input.DocumentAnswer;
}
