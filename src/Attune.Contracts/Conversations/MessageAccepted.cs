namespace Attune.Contracts.Conversations;

/// <summary>The message was stored and is being answered.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="ReplyId">The reply, a message of its own.</param>
/// <param name="StreamId">The AI stream that carries the reply's text in its part <c>text</c>.</param>
public sealed record MessageAccepted(string MessageId, string ReplyId, string StreamId);
