using System.Text.Json.Serialization;

namespace Attune.Diagnostics.Health;

/// <summary>Source-generated JSON of the answers that only diagnostics gives.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ServiceHealth))]
internal sealed partial class HealthJson : JsonSerializerContext;
