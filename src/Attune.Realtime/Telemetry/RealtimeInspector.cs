using Attune.Contracts;
using Attune.Contracts.Realtime;
using Attune.Foundation.Access;
using Attune.Foundation.Failures;
using Attune.Realtime.Delivery;
using Attune.Realtime.Protocol;
using Attune.Realtime.Streams;

namespace Attune.Realtime.Telemetry;

/// <summary>Lists what is open, for people who watch.</summary>
internal sealed class RealtimeInspector(IStreamEngine engine, DeliveryHub hub)
{
    private const int MaxItems = 500;

    public ValueTask<Outcome<ItemList<TopicView>>> TopicsAsync(Caller caller)
    {
        var topics = engine.Topics(caller.Organisation)
            .OrderByDescending(topic => topic.Index.LastAt).ThenBy(topic => topic.Name, StringComparer.Ordinal)
            .Take(MaxItems)
            .Select(topic => new TopicView(
                topic.Name,
                topic.Domain.Name,
                Name(topic.Settings.Durability),
                topic.Position,
                topic.Index.Events,
                topic.Index.Bytes,
                topic.SubscriberCount,
                topic.Index.LastAt == 0 ? null : WireTime.ToTime(topic.Index.LastAt)));
        return ValueTask.FromResult<Outcome<ItemList<TopicView>>>(new ItemList<TopicView>([.. topics], null));
    }

    public async ValueTask<Outcome<ItemList<ConnectionView>>> ConnectionsAsync(Caller caller, CancellationToken cancellation)
    {
        var connections = await hub.AskAsync(shard => shard.Describe(caller.Organisation), cancellation);
        return new ItemList<ConnectionView>([.. connections.OrderBy(connection => connection.OpenedAt).Take(MaxItems)], null);
    }

    public ValueTask<Outcome<ItemList<AiStreamView>>> StreamsAsync(Caller caller)
    {
        var streams = engine.Streams(caller.Organisation, MaxItems).Select(stream => new AiStreamView(
            stream.Id,
            stream.Topic,
            ServerFrames.StateName(stream.State),
            stream.Lengths,
            stream.ViewerCount,
            WireTime.ToTime(stream.StartedAt)));
        return ValueTask.FromResult<Outcome<ItemList<AiStreamView>>>(new ItemList<AiStreamView>([.. streams], null));
    }

    private static string Name(Durability durability) => durability switch
    {
        Durability.Memory => "memory",
        Durability.Synced => "synced",
        _ => "disk",
    };
}
