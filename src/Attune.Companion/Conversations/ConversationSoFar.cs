using Attune.Companion.Conversations.Messages;

namespace Attune.Companion.Conversations;

/// <summary>What a reply is made from.</summary>
/// <param name="Conversation">The conversation.</param>
/// <param name="Message">The message that is answered.</param>
/// <param name="Turns">What was said before it, oldest first.</param>
internal sealed record ConversationSoFar(Conversation Conversation, Message Message, IReadOnlyList<Turn> Turns);
