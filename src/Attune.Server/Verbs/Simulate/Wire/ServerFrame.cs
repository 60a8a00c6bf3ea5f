using System.Text.Json;
using Attune.Server.Verbs.Simulate.Checking;

namespace Attune.Server.Verbs.Simulate.Wire;

/// <summary>A frame from the server: a JSON object whose <c>type</c> says what it is.</summary>
internal readonly struct ServerFrame(JsonElement json)
{
    public JsonElement Json => json;

    public string Type => Text("type");

    /// <summary>The number of the verb that this frame answers, null when it answers none.</summary>
    public int? Ref => json.TryGetProperty("ref", out var value) && value.TryGetInt32(out var number) ? number : null;

    /// <summary>The topic that the frame is about.</summary>
    public string Topic => Text("service");

    /// <summary>A field that must be a text.</summary>
    public string Text(string field) => json.TryGetProperty(field, out var value) && value.GetString() is { } text
        ? text
        : throw Malformed(field);

    /// <summary>A field that must be a whole number.</summary>
    public long Number(string field) => json.TryGetProperty(field, out var value) && value.TryGetInt64(out var number)
        ? number
        : throw Malformed(field);

    /// <summary>A field that may be a whole number; null when it is missing.</summary>
    public long? OptionalNumber(string field) =>
        json.TryGetProperty(field, out var value) && value.TryGetInt64(out var number) ? number : null;

    /// <summary>A field that may be a text; null when it is missing.</summary>
    public string? OptionalText(string field) => json.TryGetProperty(field, out var value) ? value.GetString() : null;

    /// <summary>The numbers of an object field such as <c>position</c> or <c>length</c>, by name.</summary>
    public IReadOnlyDictionary<string, long> Numbers(string field) => json.TryGetProperty(field, out var value)
        ? value.EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value.GetInt64(), StringComparer.Ordinal)
        : throw Malformed(field);

    /// <summary>Throws when the frame is an error.</summary>
    public void ThrowIfError()
    {
        if (Type == "error")
            throw new RefusedException(Text("code"), json.GetRawText());
    }

    /// <summary>Reads an <c>event</c> frame.</summary>
    /// <exception cref="RefusedException">The frame is not as the protocol says.</exception>
    public EventBatch ReadEvents()
    {
        var topic = Topic;
        var prev = Number("prev");
        var events = new List<LogEvent>();
        foreach (var item in json.GetProperty("events").EnumerateArray())
        {
            var read = LogEvent.Read(topic, item) with { Prev = events.Count == 0 ? prev : events[^1].Seq };
            events.Add(read);
        }

        if (events.Count == 0 || events[^1].Seq != Number("seq"))
            throw new RefusedException("malformed_frame", $"the frame's seq is not that of its last event: {json.GetRawText()}");
        return new EventBatch(topic, events);
    }

    private RefusedException Malformed(string field) =>
        new("malformed_frame", $"the field '{field}' is missing or of another kind: {json.GetRawText()}");
}
