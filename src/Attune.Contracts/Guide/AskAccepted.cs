namespace Attune.Contracts.Guide;

/// <summary>The question was stored and is being answered.</summary>
/// <param name="ReplyId">The work item; <c>GET /v1/replies/{replyId}</c> shows its state, text and citations.</param>
/// <param name="StreamId">The AI stream that carries the answer; view it with <c>stream.view</c>.</param>
public sealed record AskAccepted(string ReplyId, string StreamId);
