using System.Text.Json.Serialization;

namespace Attune.Companion.Replies;

/// <summary>Source-generated JSON of what the guide stores.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ReplyInput))]
internal sealed partial class ReplyJson : JsonSerializerContext;
