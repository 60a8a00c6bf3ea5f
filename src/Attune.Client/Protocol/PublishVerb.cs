using System.Buffers;
using System.Text.Json;

namespace Attune.Client.Protocol;

internal sealed record PublishVerb(string Topic, EventToPublish Event, string Id) : Verb("publish")
{
    /// <summary>The event as the body of an HTTP request.</summary>
    public ReadOnlyMemory<byte> ToBody()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, JsonOptions);
        json.WriteStartObject();
        json.WriteString("service"u8, Topic);
        WriteEvent(json);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    protected override void WriteFields(Utf8JsonWriter json)
    {
        json.WriteString("topic"u8, Topic);
        json.WriteStartObject("event"u8);
        WriteEvent(json);
        json.WriteEndObject();
    }

    private void WriteEvent(Utf8JsonWriter json)
    {
        json.WriteString("type"u8, Event.Type);
        json.WriteString("id"u8, Id);
        if (Event.Key is { } key)
            json.WriteString("key"u8, key);
        if (Event.Scope is { } scope)
            json.WriteString("scope"u8, scope);
        json.WritePropertyName("data"u8);
        Event.Data.WriteTo(json);
    }
}
