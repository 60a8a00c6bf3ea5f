using Attune.Contracts.Crisis;
using Attune.Contracts.Guide;

namespace Attune.Contracts.Conversations;

/// <summary>A message of a conversation: of the person, or the reply to one.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Role"><c>user</c> or <c>assistant</c>.</param>
/// <param name="Text">Its text; empty while a reply is being written: view <paramref name="StreamId"/>.</param>
/// <param name="CreatedAt">When it was sent (UTC).</param>
/// <param name="ClientId">Of the person's message: the id that its client chose.</param>
/// <param name="Emotion">Of the person's message: what its words say about feelings.</param>
/// <param name="ReplyTo">Of a reply: the message that it answers.</param>
/// <param name="StreamId">Of a reply: the AI stream that carries it.</param>
/// <param name="State">
/// Of a reply: <c>queued</c>, <c>running</c>, <c>complete</c>, <c>cancelled</c> or <c>failed</c>.
/// </param>
/// <param name="Method">Of a reply: <c>rules</c> or <c>model</c>.</param>
/// <param name="Found">Of a reply: whether documents hold what it says.</param>
/// <param name="Citations">Of a reply: the passages that it cites.</param>
/// <param name="Model">Of a reply: the name of the model endpoint that wrote it.</param>
/// <param name="Fallback">Of a reply: true when a model is connected but did not answer, so that rules did.</param>
/// <param name="Crisis">Of a reply: present when the message spoke of a crisis; whom the reply names.</param>
public sealed record MessageView(
    string Id,
    string Role,
    string Text,
    DateTimeOffset CreatedAt,
    string? ClientId = null,
    EmotionView? Emotion = null,
    string? ReplyTo = null,
    string? StreamId = null,
    string? State = null,
    string? Method = null,
    bool? Found = null,
    IReadOnlyList<Citation>? Citations = null,
    string? Model = null,
    bool? Fallback = null,
    CrisisView? Crisis = null);
