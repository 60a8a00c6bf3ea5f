using System.Buffers;
using System.Text.Json;
using Attune.Client.Protocol;

namespace Attune.Client.Links;

/// <summary>
/// The first frame of a WebSocket. It tells the positions of one group of topics; the others are followed by a verb of their
/// own afterwards.
/// </summary>
/// <param name="Topics">The topics that it names.</param>
/// <param name="Token">Tells their positions; null for numbers.</param>
internal sealed record Handshake(IReadOnlyList<TopicStart> Topics, string? Token)
{
    private const int Version = 1;

    /// <summary>Chooses what can be told in one frame.</summary>
    public static Handshake For(IReadOnlyList<TopicStart> topics) =>
        TopicGroup.Of(topics) is [var first, ..] ? new Handshake(first.Topics, first.Token) : new Handshake([], null);

    public Handshake Without(string topic) => this with { Topics = [.. Topics.Where(start => start.Topic != topic)] };

    public ReadOnlyMemory<byte> ToFrame()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, Verb.JsonOptions);
        json.WriteStartObject();
        json.WriteStartArray("services"u8);
        foreach (var topic in Topics)
            json.WriteStringValue(topic.Topic);
        json.WriteEndArray();
        json.WriteNumber("version"u8, Version);
        // A handshake follows something: announcements need no right, and are few.
        if (Topics.Count == 0)
            json.WriteBoolean("announcements"u8, true);
        else
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
