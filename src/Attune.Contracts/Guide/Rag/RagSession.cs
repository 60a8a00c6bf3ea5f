using System.Text.Json.Serialization;

namespace Attune.Contracts.Guide.Rag;

/// <summary>Ends a sitting.</summary>
/// <param name="SessionId">Which; absent for <c>default</c>.</param>
public sealed record RagCloseRequest([property: JsonPropertyName("session_id")] string? SessionId = null);

/// <summary>How a sitting ended.</summary>
/// <param name="Success">Always true.</param>
/// <param name="SessionExisted">False when there was none, or when it had ended by itself.</param>
/// <param name="MessagesCleared">Messages that were forgotten.</param>
/// <param name="Timestamp">When (UTC).</param>
public sealed record RagCloseReply(
    [property: JsonPropertyName("success")] bool Success,
    [property: JsonPropertyName("session_existed")] bool SessionExisted,
    [property: JsonPropertyName("messages_cleared")] int MessagesCleared,
    [property: JsonPropertyName("timestamp")] DateTimeOffset Timestamp);

/// <summary>What was said in a sitting.</summary>
/// <param name="SessionId">Which.</param>
/// <param name="History">Questions and answers before they were said in a tone, oldest first.</param>
/// <param name="MessageCount">How many there are.</param>
public sealed record RagHistoryReply(
    [property: JsonPropertyName("session_id")] string SessionId,
    [property: JsonPropertyName("history")] IReadOnlyList<RagMessage> History,
    [property: JsonPropertyName("message_count")] int MessageCount);

/// <summary>One message of a sitting.</summary>
/// <param name="Role"><c>user</c> or <c>assistant</c>.</param>
/// <param name="Content">What was said.</param>
public sealed record RagMessage(
    [property: JsonPropertyName("role")] string Role,
    [property: JsonPropertyName("content")] string Content);
