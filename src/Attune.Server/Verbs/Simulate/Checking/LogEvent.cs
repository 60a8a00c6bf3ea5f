using System.Text.Json;

namespace Attune.Server.Verbs.Simulate.Checking;

/// <summary>An event as the log or a frame shows it.</summary>
/// <param name="Topic">Its topic.</param>
/// <param name="Seq">Its number within the domain.</param>
/// <param name="Prev">The seq of the topic's event before it; null when the source does not tell.</param>
/// <param name="Id">The publisher's id.</param>
/// <param name="Type">What kind of event it is.</param>
/// <param name="Data">Its payload, byte for byte as JSON text.</param>
/// <param name="Key">What it is about; null for nothing in particular.</param>
internal sealed record LogEvent(string Topic, long Seq, long? Prev, string Id, string Type, string Data, string? Key = null)
{
    /// <summary>Reads an event object; <c>prev</c> is optional.</summary>
    public static LogEvent Read(string topic, JsonElement json) => new(
        topic,
        json.GetProperty("seq").GetInt64(),
        json.TryGetProperty("prev", out var prev) ? prev.GetInt64() : null,
        json.GetProperty("id").GetString() ?? "",
        json.GetProperty("type").GetString() ?? "",
        json.GetProperty("data").GetRawText(),
        json.TryGetProperty("key", out var key) ? key.GetString() : null);
}
