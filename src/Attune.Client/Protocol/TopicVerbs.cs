using System.Text.Json;

namespace Attune.Client.Protocol;

internal sealed record SubscribeVerb(TopicStart Start) : Verb("subscribe")
{
    public override bool OutlivesConnection => false;

    protected override void WriteFields(Utf8JsonWriter json)
    {
        json.WriteStartArray("topics"u8);
        json.WriteStartObject();
        json.WriteString("topic"u8, Start.Topic);
        if (Start.Seq is { } after)
            json.WriteNumber("after"u8, after);
        json.WriteEndObject();
        json.WriteEndArray();
        if (Start.Generation is { } generation)
            json.WriteString("generation"u8, generation);
    }
}

internal sealed record UnsubscribeVerb(string Topic) : Verb("unsubscribe")
{
    public override bool OutlivesConnection => false;

    protected override void WriteFields(Utf8JsonWriter json)
    {
        json.WriteStartArray("topics"u8);
        json.WriteStringValue(Topic);
        json.WriteEndArray();
    }
}

internal sealed record HistoryVerb(string Topic, long After, int Limit) : Verb("history")
{
    protected override void WriteFields(Utf8JsonWriter json)
    {
        json.WriteString("topic"u8, Topic);
        json.WriteNumber("after"u8, After);
        json.WriteNumber("limit"u8, Limit);
    }
}
