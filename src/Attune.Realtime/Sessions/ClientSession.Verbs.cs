using Attune.Contracts.Errors;
using Attune.Foundation.Failures;
using Attune.Realtime.AiStreams;
using Attune.Realtime.Delivery.Commands;
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

        // The shard owns the list of topics; this count may be a moment old, which bounds it all the same.
        if (!IsTooMany(targets.Count + connection.Topics.Count, frame.Ref))
        {
            connection.Shard.Post(new SubscribeTopics(connection, targets, frame.PropertyId,
                positions => ServerFrames.Subscribed(frame.Ref, positions), isHandshake: false));
        }
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

    private async ValueTask ViewAsync(ClientFrame frame, CancellationToken cancellation)
    {
        if (await FindStreamAsync(frame, RealtimeVerbs.ViewStream, cancellation) is not { } stream)
            return;
        foreach (var (name, at) in frame.Parts ?? [])
        {
            if (stream.FindPart(name) is { } part ? part.IsBoundary(at) : at == 0)
                continue;
            Refuse(RealtimeFailures.BadPosition(name, at), frame.Ref);
            return;
        }

        connection.Shard.Post(new ViewStream(
            connection, stream, frame.Parts ?? new Dictionary<string, long>(StringComparer.Ordinal), frame.Ref));
    }

    private async ValueTask AppendAsync(ClientFrame frame, CancellationToken cancellation)
    {
        if (frame.Stream is not { } id || frame.Data is not { } data)
        {
            Refuse(RealtimeFailures.Invalid(frame.Stream is null ? "stream" : "data", "is missing"), frame.Ref);
            return;
        }

        if (!await services.Access.AllowAsync(Caller, RealtimeVerbs.WriteStream, id, cancellation))
        {
            Refuse(Failure.Of(RealtimeErrors.Forbidden, $"The right to write to stream '{id}' is missing."), frame.Ref);
            return;
        }

        var append = new AiStreamAppend(id, frame.Part ?? "text", frame.At ?? 0, data, frame.Topic);
        var appended = await services.Engine.AppendAsync(Publisher, append, cancellation);
        if (appended.Failure is { } failure)
        {
            Refuse(failure, frame.Ref);
            return;
        }

        await ListenForStopAsync(id, cancellation);
        Send(ServerFrames.Appended(frame.Ref, appended.Value));
    }

    /// <summary>A connection that writes a stream is told when a viewer wants it stopped.</summary>
    private async ValueTask ListenForStopAsync(string id, CancellationToken cancellation)
    {
        if (_producing?.ContainsKey(id) == true)
            return;
        var stream = await services.Engine.FindStreamAsync(Caller.Organisation, id, cancellation);
        if (stream.Failure is null && stream.Value.State == AiStreamState.Open)
            (_producing ??= new Dictionary<string, IDisposable>(StringComparer.Ordinal))[id] = stream.Value.OnStop(() => Send(ServerFrames.StreamStop(id)));
    }

    private async ValueTask EndAsync(ClientFrame frame, CancellationToken cancellation)
    {
        AiStreamState? state = frame.State switch
        {
            null or "complete" => AiStreamState.Complete,
            "cancelled" => AiStreamState.Cancelled,
            "failed" => AiStreamState.Failed,
            _ => null,
        };
        if (state is null)
        {
            Refuse(RealtimeFailures.Invalid("state", "must be complete, cancelled or failed"), frame.Ref);
            return;
        }

        if (await FindStreamAsync(frame, RealtimeVerbs.WriteStream, cancellation) is not { } stream)
            return;
        var ended = await services.Engine.EndAsync(Publisher, stream.Id, state.Value, cancellation);
        if (_producing is not null && _producing.Remove(stream.Id, out var listener))
            listener.Dispose();
        if (ended.Failure is { } failure)
            Refuse(failure, frame.Ref);
        else
            Send(ServerFrames.Ended(frame.Ref, ended.Value));
    }

    private async ValueTask StopAsync(ClientFrame frame, CancellationToken cancellation)
    {
        if (await FindStreamAsync(frame, RealtimeVerbs.StopStream, cancellation) is not { } stream)
            return;
        var stopped = await services.Engine.StopAsync(Publisher, stream.Id, cancellation);
        if (stopped.Failure is { } failure)
            Refuse(failure, frame.Ref);
        else
            Send(ServerFrames.Stopping(frame.Ref, stopped.Value));
    }

    private async ValueTask<AiStream?> FindStreamAsync(ClientFrame frame, string verb, CancellationToken cancellation)
    {
        if (frame.Stream is not { } id)
        {
            Refuse(RealtimeFailures.Invalid("stream", "is missing"), frame.Ref);
            return null;
        }

        if (!await services.Access.AllowAsync(Caller, verb, id, cancellation))
        {
            Refuse(Failure.Of(RealtimeErrors.Forbidden, $"The right '{verb}' for '{id}' is missing."), frame.Ref);
            return null;
        }

        var found = await services.Engine.FindStreamAsync(Caller.Organisation, id, cancellation);
        if (found.Failure is { } failure)
            Refuse(failure, frame.Ref);
        return found.Failure is null ? found.Value : null;
    }
}
