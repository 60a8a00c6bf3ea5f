using System.Text.Json.Serialization;
using Attune.Contracts.Crisis;
using Attune.Contracts.Guide;

namespace Attune.Contracts.Conversations;

/// <summary>Payload of <c>message.created</c>: a person's message was stored.</summary>
public sealed record MessageCreated(MessageView Message);

/// <summary>Payload of <c>emotion.updated</c>, told once for each message of a person.</summary>
/// <param name="MessageId">The message that was read.</param>
/// <param name="Labels">As in <see cref="EmotionView"/>.</param>
/// <param name="Shown">As in <see cref="EmotionView"/>.</param>
/// <param name="Status">As in <see cref="EmotionView"/>.</param>
/// <param name="Method">As in <see cref="EmotionView"/>.</param>
/// <param name="Evidence">As in <see cref="EmotionView"/>.</param>
/// <param name="Affect">As in <see cref="EmotionView"/>.</param>
public sealed record EmotionUpdated(
    string MessageId,
    IReadOnlyList<EmotionLabelView> Labels,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] EmotionGroupView? Shown,
    string Status,
    string? Method = null,
    IReadOnlyList<EmotionEvidenceView>? Evidence = null,
    AffectView? Affect = null);

/// <summary>Payload of <c>reply.started</c>: the reply's AI stream is open.</summary>
/// <param name="ReplyId">The reply.</param>
/// <param name="MessageId">The message that it answers.</param>
/// <param name="StreamId">The AI stream that carries it.</param>
/// <param name="Replaces">The reply that it takes the place of.</param>
public sealed record ReplyStarted(string ReplyId, string MessageId, string StreamId, string? Replaces = null);

/// <summary>Payload of <c>reply.completed</c> and <c>reply.stopped</c>.</summary>
/// <param name="ReplyId">The reply.</param>
/// <param name="MessageId">The message that it answers.</param>
/// <param name="StreamId">The AI stream that carried it.</param>
/// <param name="Text">All that was written.</param>
/// <param name="Citations">The passages that it cites.</param>
/// <param name="Method"><c>rules</c> or <c>model</c>.</param>
/// <param name="Found">Whether documents hold what it says.</param>
/// <param name="Reason">Why it stopped: <c>cancelled</c> or <c>failed</c>; absent when it is complete.</param>
/// <param name="Model">The name of the model endpoint that wrote it.</param>
/// <param name="Fallback">True when a model is connected but did not answer.</param>
/// <param name="Crisis">Present when the message spoke of a crisis: whom the reply names.</param>
public sealed record ReplyEnded(
    string ReplyId,
    string MessageId,
    string StreamId,
    string Text,
    IReadOnlyList<Citation> Citations,
    string Method,
    bool Found,
    string? Reason = null,
    string? Model = null,
    bool? Fallback = null,
    CrisisView? Crisis = null);

/// <summary>Payload of the events of the topic <c>conversations</c> and of <c>conversation.deleted</c>.</summary>
public sealed record ConversationChange(string ConversationId);
