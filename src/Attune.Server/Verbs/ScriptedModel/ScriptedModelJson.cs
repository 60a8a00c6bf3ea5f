using System.Text.Json;
using System.Text.Json.Serialization;

namespace Attune.Server.Verbs.ScriptedModel;

/// <summary>Source-generated JSON of the script file; a misspelt field is told instead of ignored.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    ReadCommentHandling = JsonCommentHandling.Skip)]
[JsonSerializable(typeof(ModelScript))]
internal sealed partial class ScriptedModelJson : JsonSerializerContext;
