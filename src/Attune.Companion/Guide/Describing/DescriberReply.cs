using System.Text.Json;
using Attune.Companion.Guide.Visits;

namespace Attune.Companion.Guide.Describing;

/// <summary>
/// Reads what a describer answers: <c>{"success": true, "user_description": "…", "timestamp": "…"}</c>, or in the later
/// contract <c>{"available": true, "visual_context": "…"}</c>. Pure; the bytes are hostile.
/// </summary>
internal static class DescriberReply
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 16 };

    public static DescriptionResult Read(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var json = JsonDocument.Parse(utf8, Options);
            return Read(json.RootElement);
        }
        catch (JsonException)
        {
            return new DescriptionResult(null, DescriptionReasons.InvalidJson);
        }
        catch (InvalidOperationException)
        {
            // A text with half of a surrogate pair in it: valid JSON that is no text.
            return new DescriptionResult(null, DescriptionReasons.InvalidJson);
        }
    }

    private static DescriptionResult Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            return new DescriptionResult(null, DescriptionReasons.InvalidJson);
        var isLater = root.TryGetProperty("visual_context", out var text);
        if (!root.TryGetProperty(isLater ? "available" : "success", out var success)
            || success.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            return new DescriptionResult(null, DescriptionReasons.MissingField);
        if (success.ValueKind == JsonValueKind.False)
            return new DescriptionResult(null, DescriptionReasons.NotSuccessful);
        if (!isLater && !root.TryGetProperty("user_description", out text))
            return new DescriptionResult(null, DescriptionReasons.MissingField);
        if (text.ValueKind != JsonValueKind.String)
            return new DescriptionResult(null, DescriptionReasons.MissingField);
        var description = VisitorText.Description(text.GetString());
        return description is null
            ? new DescriptionResult(null, DescriptionReasons.Empty)
            : new DescriptionResult(description, DescriptionReasons.FromDescriber);
    }
}
