using System.Text.Json.Serialization;

namespace Attune.Contracts.Guide.Rag;

/// <summary>Whether the guide can answer; the answer of <c>/health</c> on its own port.</summary>
/// <param name="Status"><c>healthy</c>, or <c>starting</c> while the documents are being loaded.</param>
/// <param name="RagInitialized">True when the documents can be searched.</param>
/// <param name="Timestamp">Now (UTC).</param>
public sealed record RagHealth(
    [property: JsonPropertyName("status")] string Status,
    [property: JsonPropertyName("rag_initialized")] bool RagInitialized,
    [property: JsonPropertyName("timestamp")] DateTimeOffset Timestamp);

/// <summary>The documents are loaded.</summary>
/// <param name="Success">Always true.</param>
/// <param name="RagInitialized">Always true.</param>
/// <param name="Passages">Passages that can be found.</param>
/// <param name="TimeMs">How long loading took, in milliseconds.</param>
public sealed record RagInitReply(
    [property: JsonPropertyName("success")] bool Success,
    [property: JsonPropertyName("rag_initialized")] bool RagInitialized,
    [property: JsonPropertyName("passages")] int Passages,
    [property: JsonPropertyName("time_ms")] double TimeMs);

/// <summary>What was made ready for the first visitor.</summary>
/// <param name="EmbeddingModel">The search.</param>
/// <param name="LlmModel">The language model.</param>
/// <param name="OverallSuccess">False when one of them failed.</param>
public sealed record RagWarmupReply(
    [property: JsonPropertyName("embedding_model")] RagWarmupStep EmbeddingModel,
    [property: JsonPropertyName("llm_model")] RagWarmupStep LlmModel,
    [property: JsonPropertyName("overall_success")] bool OverallSuccess);

/// <summary>One part of a warm-up.</summary>
/// <param name="Status"><c>success</c>, <c>skipped</c> or <c>failed</c>.</param>
/// <param name="Message">What was done, or why not.</param>
/// <param name="TimeMs">How long it took, in milliseconds.</param>
public sealed record RagWarmupStep(
    [property: JsonPropertyName("status")] string Status,
    [property: JsonPropertyName("message")] string Message,
    [property: JsonPropertyName("time_ms")] double TimeMs);
