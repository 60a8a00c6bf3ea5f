using Attune.Server.Verbs.Simulate.Checking;

namespace Attune.Server.Verbs.Bench.Conversations;

/// <summary>What one person sent, saw and could read afterwards.</summary>
/// <param name="Sent">Messages in the order they were sent.</param>
/// <param name="Seen">Events in the order they came.</param>
/// <param name="Streams">What came of each answer, by stream.</param>
/// <param name="Listed">What the server lists at the end.</param>
internal sealed record ConversationHistory(
    IReadOnlyList<SentMessage> Sent,
    IReadOnlyList<LogEvent> Seen,
    IReadOnlyDictionary<string, ViewedStream> Streams,
    IReadOnlyList<ListedMessage> Listed);

/// <summary>A message that was sent.</summary>
/// <param name="Text">What it said.</param>
/// <param name="StartedAt">Timestamp of the call.</param>
/// <param name="Accepted">What the server answered; null when it did not take it.</param>
internal sealed record SentMessage(string Text, long StartedAt, AcceptedMessage? Accepted);

/// <summary>The server's answer to a message.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="ReplyId">The reply that will be written to it.</param>
/// <param name="StreamId">Where the reply is written.</param>
internal sealed record AcceptedMessage(string MessageId, string ReplyId, string StreamId);

/// <summary>A message as the server lists it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Role"><c>user</c> or <c>assistant</c>.</param>
/// <param name="Text">What it says.</param>
/// <param name="ReplyTo">The message that a reply answers; null for the user's own.</param>
/// <param name="State">How far a reply is; null for the user's own.</param>
internal sealed record ListedMessage(string Id, string Role, string Text, string? ReplyTo, string? State);

/// <summary>An answer as it came in pieces.</summary>
/// <param name="Text">What the pieces make together.</param>
/// <param name="State">The last state told; null when none was.</param>
/// <param name="FirstPieceAt">Timestamp of the first piece that was not empty; null when none came.</param>
/// <param name="IsRepeated">Bytes came that had come before.</param>
internal sealed record ViewedStream(string Text, string? State, long? FirstPieceAt, bool IsRepeated);
