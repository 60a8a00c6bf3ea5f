using System.Globalization;
using Attune.Contracts;
using Attune.Contracts.Realtime;
using Attune.Foundation.Access;
using Attune.Foundation.Failures;
using Attune.Foundation.Http;
using Attune.Realtime.Delivery;
using Attune.Realtime.Protocol;
using Attune.Realtime.Streams;

namespace Attune.Realtime.Telemetry;

/// <summary>Lists what is open, for people who watch.</summary>
internal sealed class RealtimeInspector(IStreamEngine engine, DeliveryHub hub, TimeProvider clock)
{
    private const int MaxItems = 500;
    private const int RateDigits = 2;
    private const int MaxListedTopics = 50;

    /// <summary>
    /// The topics of the caller's organisation, those first that heard something last; with <c>busiest</c> so many, those
    /// first to whose followers most is delivered.
    /// </summary>
    public ValueTask<Outcome<ItemList<TopicView>>> TopicsAsync(EndpointCall call)
    {
        var busiest = call.Query("busiest");
        var limit = MaxItems;
        if (busiest is not null && !TryCount(busiest, out limit))
            return ValueTask.FromResult<Outcome<ItemList<TopicView>>>(
                RealtimeFailures.Invalid("busiest", $"must be 1 to {MaxItems}"));
        var now = WireTime.Now(clock);
        var found = engine.Topics(call.Caller.Organisation);
        var ordered = busiest is null
            ? found.OrderByDescending(topic => topic.Index.LastAt)
            : found.OrderByDescending(topic => topic.Rate.PerSecond(now) * Math.Max(1, topic.SubscriberCount));
        var topics = ordered.ThenBy(topic => topic.Name, StringComparer.Ordinal)
            .Take(limit)
            .Select(topic => new TopicView(
                topic.Name,
                topic.Domain.Name,
                Name(topic.Settings.Durability),
                topic.Position,
                topic.Index.Events,
                topic.Index.Bytes,
                topic.SubscriberCount,
                topic.Index.LastAt == 0 ? null : WireTime.ToTime(topic.Index.LastAt),
                Math.Round(topic.Rate.PerSecond(now), RateDigits)));
        return ValueTask.FromResult<Outcome<ItemList<TopicView>>>(new ItemList<TopicView>([.. topics], null));
    }

    /// <summary>
    /// The connections of the caller's organisation, the oldest first; with <c>slowest</c> so many, those first that are most
    /// behind.
    /// </summary>
    public async ValueTask<Outcome<ItemList<ConnectionView>>> ConnectionsAsync(EndpointCall call)
    {
        var slowest = call.Query("slowest");
        var limit = MaxItems;
        if (slowest is not null && !TryCount(slowest, out limit))
            return RealtimeFailures.Invalid("slowest", $"must be 1 to {MaxItems}");
        // Each shard answers with its own first ones: of many connections only those are described that may be among them.
        var found = await hub.AskAsync(
            shard => Ordered(LagsOf(shard, call.Caller.Organisation), slowest is not null).Take(limit)
                .Select(lag => (Lag: lag, View: Describe(lag))),
            call.Aborted);
        var views = found.ToDictionary(pair => pair.Lag, pair => pair.View);
        return new ItemList<ConnectionView>(
            [.. Ordered(views.Keys, slowest is not null).Take(limit).Select(lag => views[lag])], null);
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

    private static IEnumerable<ConnectionLag> LagsOf(DeliveryShard shard, string organisation) => shard.Connections
        .Where(connection => connection.IsLive && connection.Caller.Organisation == organisation)
        .Select(ConnectionLag.Of);

    private static IEnumerable<ConnectionLag> Ordered(IEnumerable<ConnectionLag> lags, bool isSlowestFirst) => isSlowestFirst
        ? lags.OrderByDescending(lag => lag.Bytes).ThenByDescending(lag => lag.Events).ThenBy(lag => lag.Connection.Id)
        : lags.OrderBy(lag => lag.Connection.Id);

    private static ConnectionView Describe(ConnectionLag lag)
    {
        var connection = lag.Connection;
        var topics = new List<string>(connection.Topics.Count);
        foreach (var subscription in connection.Topics.Items)
            topics.Add(subscription.Topic.Name);
        return new ConnectionView(
            connection.Session,
            connection.Caller.Principal,
            connection.Transport,
            connection.OpenedAt,
            [.. topics.Order(StringComparer.Ordinal).Take(MaxListedTopics)],
            connection.Viewers?.Count ?? 0,
            connection.EventsDelivered,
            lag.Events,
            lag.Bytes);
    }

    private static bool TryCount(string text, out int count) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count) && count is >= 1 and <= MaxItems;

    private static string Name(Durability durability) => durability switch
    {
        Durability.Memory => "memory",
        Durability.Synced => "synced",
        _ => "disk",
    };
}
