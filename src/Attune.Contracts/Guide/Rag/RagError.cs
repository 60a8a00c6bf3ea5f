using System.Text.Json.Serialization;

namespace Attune.Contracts.Guide.Rag;

/// <summary>Why a call under <c>/api/rag-llm</c> was refused.</summary>
/// <param name="Success">Always false.</param>
/// <param name="Error">What went wrong, for people.</param>
/// <param name="Code">The same for programs, as in docs/reference/errors.md.</param>
/// <param name="CorrelationId">Stands in the server's log too.</param>
public sealed record RagError(
    [property: JsonPropertyName("success")] bool Success,
    [property: JsonPropertyName("error")] string Error,
    [property: JsonPropertyName("code")] string Code,
    [property: JsonPropertyName("correlation_id")] string CorrelationId);
