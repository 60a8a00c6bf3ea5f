using System.Buffers;
using System.Text.Json;
using Attune.Client.Protocol;

namespace Attune.Client.Links;

/// <summary>
/// The first frame of a WebSocket. It tells the positions of one group of topics; the others are followed by a verb of their
/// own afterwards.
/// </summary>
/// <param name="Topics">The topics that it names, without the one that stands in for none.</param>
/// <param name="IdleTopic">Stands in for none.</param>
/// <param name="Token">Tells their positions; null for numbers.</param>
internal sealed record Handshake(IReadOnlyList<TopicStart> Topics, string IdleTopic, string? Token)
{
    private const int Version = 1;

    /// <summary>Chooses what can be told in one frame.</summary>
    public static Handshake For(IReadOnlyList<TopicStart> topics, string idleTopic) =>
        TopicGroup.Of(topics) is [var largest, ..]
            ? new Handshake(largest.Topics, idleTopic, largest.Token)
            : new Handshake([], idleTopic, null);

    public Handshake Without(string topic) => this with { Topics = [.. Topics.Where(start => start.Topic != topic)] };

    public ReadOnlyMemory<byte> ToFrame()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, Verb.JsonOptions);
        json.WriteStartObject();
        json.WriteStartArray("services"u8);
        foreach (var topic in Topics)
            json.WriteStringValue(topic.Topic);
        if (Topics.Count == 0)
            json.WriteStringValue(IdleTopic);
        json.WriteEndArray();
        json.WriteNumber("version"u8, Version);
        if (Topics.Count > 0)
            WritePosition(json);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    private void WritePosition(Utf8JsonWriter json)
    {
        if (Token is not null)
        {
            json.WriteString("resume"u8, Token);
            return;
        }

        if (Topics[0].Seq is null)
            return;
        json.WriteStartObject("lastSeq"u8);
        foreach (var topic in Topics)
            json.WriteNumber(topic.Topic, topic.Seq ?? 0);
        json.WriteEndObject();
        if (Topics[0].Generation is { } generation)
            json.WriteString("generation"u8, generation);
    }
}
