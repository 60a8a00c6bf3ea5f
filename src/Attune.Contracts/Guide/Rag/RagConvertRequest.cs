using System.Text.Json.Serialization;

namespace Attune.Contracts.Guide.Rag;

/// <summary>A text that is to be said in a tone.</summary>
/// <param name="Text">The text, 1 to 16,000 characters.</param>
/// <param name="Tone">The tone; default <c>child_friendly</c>.</param>
/// <param name="Stream">True for a stream of text, false for JSON. Default true.</param>
/// <param name="UserDescription">How the visitor looks; 1,000 characters are read.</param>
/// <param name="UserMsg">What the visitor had asked; 2,000 characters are read.</param>
public sealed record RagConvertRequest(
    [property: JsonPropertyName("text")] string? Text,
    [property: JsonPropertyName("tone")] string? Tone = null,
    [property: JsonPropertyName("stream")] bool? Stream = null,
    [property: JsonPropertyName("user_description")] string? UserDescription = null,
    [property: JsonPropertyName("user_msg")] string? UserMsg = null);

/// <summary>A text as it is said in a tone.</summary>
/// <param name="Success">Always true.</param>
/// <param name="OriginalText">What was sent.</param>
/// <param name="ConvertedText">How it is said; the original where saying it otherwise would have changed a fact.</param>
/// <param name="Tone">The tone.</param>
/// <param name="UserDescription">What was read of the description; empty when there was none.</param>
public sealed record RagConvertReply(
    [property: JsonPropertyName("success")] bool Success,
    [property: JsonPropertyName("original_text")] string OriginalText,
    [property: JsonPropertyName("converted_text")] string ConvertedText,
    [property: JsonPropertyName("tone")] string Tone,
    [property: JsonPropertyName("user_description")] string UserDescription);
