using System.Text.Json.Serialization;

namespace Attune.Contracts.Guide.Rag;

/// <summary>A visitor's question, as the museum's clients send it.</summary>
/// <param name="TextUserMsg">The question, 1 to 2,000 characters, English or Chinese; the answer is in the same
/// language.</param>
/// <param name="SessionId">The sitting, 1 to 128 characters; absent for <c>default</c>, which everybody shares.</param>
/// <param name="IncludeHistory">Whether earlier questions of the sitting may help to understand this one. Default true.</param>
/// <param name="UserDescription">How the visitor looks; when it is not empty nobody is asked. 1,000 characters are read.</param>
/// <param name="ConvertTone">Whether the answer is said in a tone of the visitor's. Default true.</param>
/// <param name="Tone">The tone to speak in, such as <c>elder_friendly</c>; absent to choose one from the description.</param>
public sealed record RagQueryRequest(
    [property: JsonPropertyName("text_user_msg")] string? TextUserMsg,
    [property: JsonPropertyName("session_id")] string? SessionId = null,
    [property: JsonPropertyName("include_history")] bool? IncludeHistory = null,
    [property: JsonPropertyName("user_description")] string? UserDescription = null,
    [property: JsonPropertyName("convert_tone")] bool? ConvertTone = null,
    [property: JsonPropertyName("tone")] string? Tone = null);
