using Attune.Contracts.Errors;
using Attune.Foundation.Failures;
using Attune.Realtime.Admission;
using Attune.Realtime.Delivery.Commands;
using Attune.Realtime.Presence;
using Attune.Realtime.Protocol;
using Attune.Realtime.Streams;
using Attune.Realtime.Subscriptions;

namespace Attune.Realtime.Sessions;

internal sealed partial class ClientSession
{
    private const int DefaultHistory = 100;
    private const int MaxHistory = 1000;

    private ValueTask RunVerbAsync(ClientFrame frame, CancellationToken cancellation) => frame.Type switch
    {
        "ping" => Answer(ServerFrames.Pong(frame.Ref, services.Clock.GetUtcNow())),
        "subscribe" => SubscribeAsync(frame, cancellation),
        "unsubscribe" => Unsubscribe(frame),
        "publish" => PublishAsync(frame, cancellation),
        "history" => HistoryAsync(frame, cancellation),
        "refresh" => RefreshAsync(frame, cancellation),
        "presence" => PresenceAsync(frame, cancellation),
        "stream.view" => ViewAsync(frame, cancellation),
        "stream.append" => AppendAsync(frame, cancellation),
        "stream.end" => EndAsync(frame, cancellation),
        "stream.stop" => StopAsync(frame, cancellation),
        null or "handshake" =>
            RefuseVerb(frame, RealtimeFailures.Invalid("type", "is missing; the handshake was accepted already")),
        _ => RefuseVerb(frame, Failure.Of(RealtimeErrors.UnknownVerb, $"'{frame.Type}' is not a verb.")),
    };

    private ValueTask Answer(byte[] frame)
    {
        Send(frame);
        return ValueTask.CompletedTask;
    }

    private ValueTask RefuseVerb(ClientFrame frame, Failure failure)
    {
        Refuse(failure, frame.Ref);
        return ValueTask.CompletedTask;
    }

    private async ValueTask SubscribeAsync(ClientFrame frame, CancellationToken cancellation)
    {
        if (frame.Topics is not { Count: > 0 } wanted)
        {
            Refuse(RealtimeFailures.Invalid("topics", "must name at least one topic"), frame.Ref);
            return;
        }

        var targets = new List<SubscribeTarget>(wanted.Count);
        foreach (var (name, after) in wanted.DistinctBy(topic => topic.Topic))
        {
            if (await FindAsync(name, RealtimeVerbs.Subscribe, frame.Ref, cancellation) is not { } topic)
                return;
            targets.Add(new SubscribeTarget(topic, after, frame.Generation));
        }

        if (IsTooMany(targets.Count + connection.Topics.Count, frame.Ref))
            return;
        var subscribe = new SubscribeTopics(connection, targets, frame.PropertyId,
            positions => ServerFrames.Subscribed(frame.Ref, positions), isHandshake: false);
        connection.Shard.Post(subscribe);
        // Else the next request would be checked against a list without these.
        await subscribe.Done;
    }

    private ValueTask Unsubscribe(ClientFrame frame)
    {
        if (frame.Topics is not { Count: > 0 } names)
            return RefuseVerb(frame, RealtimeFailures.Invalid("topics", "must name at least one topic"));
        var topics = new List<Topic>(names.Count);
        foreach (var (name, _) in names)
        {
            var found = services.Engine.FindTopic(Caller.Organisation, name);
            if (found.Failure is { } failure)
                return RefuseVerb(frame, failure);
            topics.Add(found.Value);
        }

        connection.Shard.Post(new UnsubscribeTopics(connection, topics, frame.Ref));
        return ValueTask.CompletedTask;
    }

    private async ValueTask PublishAsync(ClientFrame frame, CancellationToken cancellation)
    {
        if (frame.Event is not { } draft)
        {
            Refuse(RealtimeFailures.Invalid("event", "must be an object {type, data, …}"), frame.Ref);
            return;
        }

        var addressed = draft with { Topic = frame.Topic ?? draft.Topic };
        if (addressed.Topic.Length > 0
            && !await services.Access.AllowAsync(Caller, RealtimeVerbs.Publish, addressed.Topic, cancellation))
        {
            Refuse(Failure.Of(RealtimeErrors.Forbidden, $"The right to publish to '{addressed.Topic}' is missing."), frame.Ref);
            return;
        }

        if (services.Admission.Take(connection.Pass, Traffic.Publish) is { } tooFast)
        {
            Refuse(tooFast, frame.Ref, addressed.Topic);
            return;
        }

        var published = await services.Engine.PublishAsync(Publisher, new[] { addressed }, cancellation);
        if (published.Failure is { } failure)
            Refuse(failure, frame.Ref, addressed.Topic);
        else
            Send(ServerFrames.Published(frame.Ref, published.Value[0]));
    }

    private async ValueTask HistoryAsync(ClientFrame frame, CancellationToken cancellation)
    {
        if (frame.Limit is < 1 or > MaxHistory || frame.After is < 0)
        {
            Refuse(RealtimeFailures.Invalid("limit", $"must be 1 to {MaxHistory}, and 'after' not negative"), frame.Ref);
            return;
        }

        if (await FindAsync(frame.Topic, RealtimeVerbs.History, frame.Ref, cancellation) is not { } topic)
            return;
        var page = await services.Engine.ReadAsync(topic, frame.After ?? 0, (int)(frame.Limit ?? DefaultHistory), cancellation);
        Send(ServerFrames.History(frame.Ref, topic.Name, page));
    }

    private async ValueTask PresenceAsync(ClientFrame frame, CancellationToken cancellation)
    {
        if (await FindAsync(frame.Topic, RealtimeVerbs.Presence, frame.Ref, cancellation) is not { } topic)
            return;
        var page = PresenceQuery.Run(services.Presence, topic, frame.After ?? 0, frame.Limit ?? PresenceQuery.DefaultLimit);
        if (page.Failure is { } failure)
            Refuse(failure, frame.Ref, topic.Name);
        else
            Send(PresenceFrames.Page(frame.Ref, topic.Name, page.Value));
    }
}
