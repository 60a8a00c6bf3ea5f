using System.Threading.Channels;
using Attune.Client.Protocol;
using Attune.Contracts.Errors;

namespace Attune.Client.Links;

/// <summary>
/// A connection made of HTTP requests: topics by event streams or long polls, calls as requests of their own. What they
/// answer becomes the frames that a WebSocket would have got.
/// </summary>
internal sealed class HttpLink : ILink
{
    /// <summary>More held requests than this are put together anew.</summary>
    private const int MaxLanes = 8;

    private const int MaxWaitingFrames = 64;

    private readonly AttuneClientOptions _options;
    private readonly LaneReader _reader;
    private readonly HttpVerbs _verbs;
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _over = new();
    private readonly Channel<Delivery> _frames = Channel.CreateBounded<Delivery>(
        new BoundedChannelOptions(MaxWaitingFrames) { SingleReader = true });
    private readonly TaskCompletionSource<LinkEnd> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<string, Lane> _laneOf = new(StringComparer.Ordinal);
    private readonly List<ServerFrame> _greeting = [];
    private readonly HashSet<Task> _tasks = [];
    private bool _isAboutTransport = true;
    private Task _cancelled = Task.CompletedTask;
    private int _lanes;
    private long _lastHeard;

    private HttpLink(AttuneClientOptions options, HttpAccess http, TransportKind kind, IReadOnlyList<TopicStart> topics)
    {
        _options = options;
        Kind = kind;
        Greeted = topics;
        _reader = new LaneReader(options, http, EmitAsync, Heard);
        _verbs = new HttpVerbs(options, http, EmitAsync, Heard, _over.Token);
        Heard();
    }

    public TransportKind Kind { get; }

    public bool AnswersAppends => false;

    public IReadOnlyList<TopicStart> Greeted { get; private set; }

    public IReadOnlyList<ServerFrame> Greeting => _greeting;

    public long LastHeard => Volatile.Read(ref _lastHeard);

    /// <summary>Opens a request for each group of topics and waits until all are answered.</summary>
    /// <exception cref="LinkFailedException">The server refused; other exceptions come from the network.</exception>
    public static async Task<HttpLink> OpenAsync(AttuneClientOptions options, HttpAccess http, TransportKind kind,
        IReadOnlyList<TopicStart> topics, CancellationToken cancellation)
    {
        var link = new HttpLink(options, http, kind, topics);
        try
        {
            await link.OpenAsync([.. TopicGroup.Of(topics).SelectMany(group => group.Cut())], cancellation);
            return link;
        }
        catch
        {
            await link.DisposeAsync();
            throw;
        }
    }

    public string? TokenOf(TopicStart start)
    {
        lock (_gate)
        {
            return _laneOf.TryGetValue(start.Topic, out var lane) && lane.Topics.Any(start.IsSamePlace) ? lane.Delivered : null;
        }
    }

    public void Post(long reference, Verb verb)
    {
        switch (verb)
        {
            case SubscribeVerb subscribe:
                Follow(reference, subscribe.Start);
                break;
            case UnsubscribeVerb unsubscribe:
                Unfollow(unsubscribe.Topic);
                Track(RunAsync(EmitAsync(new ServerFrame { Type = "unsubscribed", Ref = reference }).AsTask()));
                break;
            default:
                Track(RunAsync(_verbs.RunAsync(reference, verb)));
                break;
        }
    }

    public async Task<LinkEnd> RunAsync(Action<ServerFrame> receive, CancellationToken cancellation)
    {
        using var stop = cancellation.Register(() => End(LinkEnd.Lost("given up")));
        try
        {
            await foreach (var delivery in _frames.Reader.ReadAllAsync(_over.Token))
                HandOn(delivery, receive);
        }
        catch (OperationCanceledException)
        {
            // The end says why.
        }

        return await _ended.Task;
    }

    public async ValueTask DisposeAsync()
    {
        End(LinkEnd.Lost("given up"));
        while (Snapshot() is { Length: > 0 } tasks)
            await Task.WhenAll(tasks);
        Task cancelled;
        lock (_gate)
            cancelled = _cancelled;
        // One that is disposed in the middle of being cancelled forgets those it has not told yet.
        await cancelled;
        _verbs.Dispose();
        _over.Dispose();
    }

    private async Task OpenAsync(IReadOnlyList<TopicGroup> groups, CancellationToken cancellation)
    {
        var lanes = groups.Select(group => Start(new Lane(group, _over.Token))).ToList();
        var position = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var lane in lanes)
            await OpenAsync(lane, position, cancellation);
        // Nothing to follow, or nothing that may be followed: one request is held all the same, to hear of the server.
        var followed = TopicsOfLanes();
        if (followed.Count == 0)
            await OpenAsync(Start(new Lane(null, _over.Token)), position, cancellation);
        Greeted = [.. Greeted.Where(start => followed.Contains(start.Topic))];
        _greeting.Add(new ServerFrame { Type = "ack", Position = position });
    }

    private async Task OpenAsync(Lane lane, Dictionary<string, long> position, CancellationToken cancellation)
    {
        var opened = await Task.WhenAny(lane.Opened.Task, _ended.Task).WaitAsync(cancellation);
        if (opened == _ended.Task)
            throw new LinkFailedException(await _ended.Task, Volatile.Read(ref _isAboutTransport));
        foreach (var (topic, newest) in (await lane.Opened.Task).Position ?? [])
            position[topic] = newest;
    }

    private Lane Start(Lane lane)
    {
        lock (_gate)
        {
            foreach (var topic in lane.Topics)
                _laneOf[topic.Topic] = lane;
        }

        Interlocked.Increment(ref _lanes);
        Track(RunAsync(ServeAsync(lane)));
        return lane;
    }

    private async Task ServeAsync(Lane lane)
    {
        using (lane)
        {
            try
            {
                var (end, refusal) = await _reader.ReadAsync(Kind, lane);
                if (refusal is not null)
                    await RefusedAsync(lane, refusal);
                else if (end is not null)
                    End(end);
            }
            catch (OperationCanceledException) when (lane.Over.IsCancellationRequested)
            {
                // Nothing is followed on it any more.
            }
            finally
            {
                Interlocked.Decrement(ref _lanes);
            }
        }
    }

    /// <summary>
    /// The answer names no topic: each is asked for alone, so that one does not take the others with it. A token of another
    /// server is left out; the numbers beside it tell the same.
    /// </summary>
    private async ValueTask RefusedAsync(Lane lane, ServerFrame refusal)
    {
        var isAboutToken = refusal.Code == RealtimeErrors.InvalidArgument.Code && lane.Token is not null;
        if (lane.Group is not { } group || refusal.Retry)
            End(LinkEnd.OfError(refusal));
        else if (isAboutToken && lane.Opened.Task.IsCompleted)
            End(LinkEnd.Restart("its position is not understood any more"));
        else if (isAboutToken)
            await ReplaceAsync(lane, [group with { Token = null }]);
        else if (group.Topics.Count > 1)
            await ReplaceAsync(lane, group.Topics.Where(topic => IsOn(lane, topic.Topic))
                .Select(topic => group with { Topics = [topic], Token = lane.Delivered }));
        else
            await TellRefusalAsync(lane, refusal with { Service = group.Topics[0].Topic, Ref = lane.Reference });
    }

    private async ValueTask TellRefusalAsync(Lane lane, ServerFrame refusal)
    {
        var isGreeting = lane.Reference is null && !lane.Opened.Task.IsCompleted;
        bool isWanted;
        lock (_gate)
        {
            // It may have been followed anew meanwhile, and that has an answer of its own.
            isWanted = IsOn(lane, refusal.Service!);
            if (isWanted)
                _laneOf.Remove(refusal.Service!);
            if (isWanted && isGreeting)
                _greeting.Add(refusal);
        }

        if (isWanted && !isGreeting)
            await EmitAsync(refusal);
        lane.Opened.TrySetResult(new ServerFrame { Type = "ack" });
    }

    /// <summary>Follows what a lane could not follow over others instead.</summary>
    private async ValueTask ReplaceAsync(Lane lane, IEnumerable<TopicGroup> groups)
    {
        var others = groups.Select(group => Start(new Lane(group, _over.Token) { Reference = lane.Reference })).ToList();
        var positions = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var other in others)
        {
            foreach (var (topic, newest) in (await other.Opened.Task.WaitAsync(_over.Token)).Position ?? [])
                positions[topic] = newest;
        }

        lane.Opened.TrySetResult(new ServerFrame { Type = "ack", Position = positions });
    }

    private void Follow(long reference, TopicStart start)
    {
        Unfollow(start.Topic);
        if (Volatile.Read(ref _lanes) >= MaxLanes)
        {
            End(LinkEnd.Restart("its requests are put together anew"));
            return;
        }

        Start(new Lane(TopicGroup.Of([start])[0], _over.Token) { Reference = reference });
    }

    private void Unfollow(string topic)
    {
        lock (_gate)
        {
            if (_laneOf.Remove(topic, out var lane) && !_laneOf.ContainsValue(lane) && _laneOf.Count > 0)
                lane.End();
        }
    }

    private HashSet<string> TopicsOfLanes()
    {
        lock (_gate)
            return [.. _laneOf.Keys];
    }

    /// <summary>Unless its topic is followed over another request or not at all by now.</summary>
    private void HandOn(in Delivery delivery, Action<ServerFrame> receive)
    {
        if (delivery.Frame is { } frame && IsWanted(frame, delivery.Lane))
            receive(frame);
        // Only now: what was not handed on comes again.
        if (delivery is { Lane: { } lane, Token: { } token })
            lane.Delivered = token;
    }

    private bool IsWanted(ServerFrame frame, Lane? lane) =>
        lane is null || frame.Service is not { } topic || IsOn(lane, topic);

    private bool IsOn(Lane lane, string topic)
    {
        lock (_gate)
            return _laneOf.GetValueOrDefault(topic) == lane;
    }

    private ValueTask EmitAsync(Delivery delivery) => _frames.Writer.WriteAsync(delivery, _over.Token);

    private ValueTask EmitAsync(ServerFrame frame) => EmitAsync(new Delivery(frame));

    /// <summary>Whatever fails on the way is the end of the connection.</summary>
    private async Task RunAsync(Task work)
    {
        try
        {
            await work;
        }
        catch (LinkFailedException failure)
        {
            Volatile.Write(ref _isAboutTransport, failure.TryNext);
            End(failure.End);
        }
        catch (Exception error)
        {
            End(LinkEnd.Lost(error.Message));
        }
    }

    private void End(LinkEnd end)
    {
        lock (_gate)
        {
            if (_ended.Task.IsCompleted)
                return;
            // Not here: what is cancelled runs its own code, and this is under locks.
            _cancelled = _over.CancelAsync();
            _ended.SetResult(end);
        }
    }

    private void Track(Task task)
    {
        lock (_gate)
            _tasks.Add(task);
        _ = task.ContinueWith(Forget, TaskScheduler.Default);
    }

    private void Forget(Task task)
    {
        lock (_gate)
            _tasks.Remove(task);
    }

    private Task[] Snapshot()
    {
        lock (_gate)
            return [.. _tasks.Where(task => !task.IsCompleted)];
    }

    private void Heard() => Volatile.Write(ref _lastHeard, _options.Clock.GetTimestamp());
}
