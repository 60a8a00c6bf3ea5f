using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Attune.Contracts;

namespace Attune.Client.Protocol;

/// <summary>Source-generated JSON of the frames, so that nothing is reflected over at run time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ServerFrame))]
[JsonSerializable(typeof(PollAnswer))]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(string))]
internal sealed partial class FrameJson : JsonSerializerContext
{
    public static FrameJson Wire => field ??= new FrameJson(new JsonSerializerOptions(Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
