using System.Text.Json;

namespace Attune.Client.Protocol;

/// <summary>An event inside a frame or a page of history.</summary>
internal sealed record WireEvent
{
    public long Seq { get; init; }

    public string Id { get; init; } = "";

    public string Type { get; init; } = "";

    public DateTimeOffset At { get; init; }

    public JsonElement Data { get; init; }

    public string? Key { get; init; }

    public string? Scope { get; init; }

    public string? Cid { get; init; }

    public bool Redacted { get; init; }

    public TopicEvent ToNews(string topic, string? generation) => new(
        topic, new TopicPosition(Seq, generation), Id, Type, At, Data, Key, Scope, Cid, Redacted);
}
