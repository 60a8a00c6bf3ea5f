using System.Runtime.CompilerServices;
using Attune.Client.AiStreams;
using Attune.Client.Connecting;
using Attune.Client.Links;
using Attune.Client.Protocol;
using Attune.Client.Topics;
using Attune.Contracts.Realtime;

namespace Attune.Client;

/// <summary>
/// One connection to Attune: topics by position, AI streams by byte, calls with answers. Everything asked for survives the
/// loss of the connection and a change of transport. Safe to use from several threads.
/// </summary>
public sealed class AttuneClient : IAsyncDisposable, IConnectionOwner
{
    private const int MaxHistory = 1_000;

    private readonly AttuneClientOptions _options;
    private readonly Lock _gate = new();
    private readonly Connection _connection;
    private readonly Verbs _verbs;
    private readonly Subscriptions _subscriptions;
    private readonly StreamViews _views;
    private readonly StreamWriters _writers;
    private readonly List<(Func<ClientStatus, bool> Wanted, TaskCompletionSource<ClientStatus> Found)> _waiters = [];
    private ILink? _link;

    /// <param name="options">Where the server is, and the bounds.</param>
    public AttuneClient(AttuneClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Transports.Count == 0)
            throw new ArgumentException("Allow at least one transport.", nameof(options));
        _options = options;
        _connection = new Connection(options, this);
        _verbs = new Verbs(options, _gate, () => _connection.Status.State == ClientState.Closed);
        _subscriptions = new Subscriptions(options, _gate, _verbs, _connection.Restart);
        _views = new StreamViews(options, _gate, _verbs);
        _writers = new StreamWriters(options, _gate, _verbs);
    }

    /// <param name="address">Where the server is, for example <c>http://127.0.0.1:8080</c>.</param>
    public AttuneClient(string address)
        : this(new AttuneClientOptions(new Uri(address)))
    {
    }

    /// <summary>Raised after each change; a handler returns soon, the connection waits for it.</summary>
    public event EventHandler<ClientStatus>? StatusChanged;

    /// <summary>Where the connection is now.</summary>
    public ClientStatus Status => _connection.Status;

    /// <summary>Starts connecting and keeps connected until <see cref="CloseAsync"/>. Calls may be made before.</summary>
    /// <exception cref="ObjectDisposedException">The client was disposed.</exception>
    public void Connect() => _connection.Start(ClientSignal.Connect);

    /// <summary>Disconnects and keeps everything for <see cref="Resume"/>: positions, views, the outbox.</summary>
    public Task SuspendAsync() => _connection.StopAsync(ClientSignal.Suspend);

    /// <summary>Connects again after <see cref="SuspendAsync"/>.</summary>
    public void Resume() => _connection.Start(ClientSignal.Resume);

    /// <summary>Tries at once instead of waiting; for when the application knows that the network is back.</summary>
    public void Wake() => _connection.Wake();

    /// <summary>
    /// Ends the connection; what waits fails with <c>closed</c>, as does every call until <see cref="Connect"/>, and
    /// subscriptions end.
    /// </summary>
    public async Task CloseAsync()
    {
        try
        {
            await _connection.StopAsync(ClientSignal.Close);
        }
        finally
        {
            EndEverything(null);
        }
    }

    /// <summary>Closes, and lets go of the network.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _connection.DisposeAsync();
        }
        finally
        {
            EndEverything(null);
        }
    }

    /// <summary>Waits until the status is as wanted, which it may be already.</summary>
    public Task<ClientStatus> WhenAsync(Func<ClientStatus, bool> wanted, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        var found = new TaskCompletionSource<ClientStatus>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_waiters)
        {
            var status = Status;
            if (wanted(status))
                return Task.FromResult(status);
            _waiters.Add((wanted, found));
        }

        return WaitAsync(found, cancellation);
    }

    /// <summary>Follows one topic.</summary>
    /// <param name="topic">Which.</param>
    /// <param name="after">
    /// Where to begin: null for what comes from now on, <c>new TopicPosition(0)</c> for everything that is kept.
    /// </param>
    /// <exception cref="InvalidOperationException">It is followed already.</exception>
    public Subscription Subscribe(string topic, TopicPosition? after = null) =>
        Subscribe(new Dictionary<string, TopicPosition?> { [topic] = after });

    /// <summary>Follows several topics, each from its own position; their events come in one sequence.</summary>
    /// <exception cref="InvalidOperationException">One of them is followed already.</exception>
    public Subscription Subscribe(IReadOnlyDictionary<string, TopicPosition?> topics)
    {
        ArgumentNullException.ThrowIfNull(topics);
        return _subscriptions.Add(topics);
    }

    /// <summary>
    /// Publishes one event, now or when there is a connection again. It waits in a bounded outbox until the server has stored
    /// it; repeats carry the same id, so it is stored once.
    /// </summary>
    /// <param name="topic">Where to.</param>
    /// <param name="content">What.</param>
    /// <param name="cancellation">Gives up waiting; an event that was sent may be stored all the same.</param>
    /// <exception cref="AttuneException">The outbox is full, the server refused, or the client was closed.</exception>
    public async Task<PublishReply> PublishAsync(string topic, EventToPublish content, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        var id = content.Id ?? Guid.CreateVersion7(_options.Clock.GetUtcNow()).ToString("N");
        var reply = await _verbs.PublishAsync(new PublishVerb(topic, content, id), cancellation);
        return new PublishReply(reply.Seq ?? 0, reply.Generation ?? "", reply.Id ?? id);
    }

    /// <summary>Reads a page of a topic's log.</summary>
    /// <param name="topic">Which.</param>
    /// <param name="after">Events after this number.</param>
    /// <param name="limit">Most events, 1 to 1,000.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="AttuneException">The server refused or did not answer in time.</exception>
    public async Task<HistoryPage> HistoryAsync(
        string topic, long after = 0, int limit = 100, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(after);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaxHistory);
        var page = await _verbs.RequestAsync(new HistoryVerb(topic, after, limit), cancellation);
        return new HistoryPage([.. (page.Events ?? []).Select(one => one.ToNews(topic, page.Generation))],
            page.More, page.Next, page.TrimmedThrough);
    }

    /// <summary>Asks for a new token and tells it to the server, without a new connection.</summary>
    /// <returns>When that token expires; null when the server does not say.</returns>
    /// <exception cref="AttuneException">The server refused the token or did not answer in time.</exception>
    /// <exception cref="InvalidOperationException">There is no source of tokens, or it gave none.</exception>
    public async Task<DateTimeOffset?> RefreshAsync(CancellationToken cancellation = default)
    {
        var token = await _connection.Http.RenewTokenAsync(cancellation)
            ?? throw new InvalidOperationException("There is no token: set AccessToken.");
        return (await _verbs.RequestAsync(new RefreshVerb(token), cancellation)).ExpiresAt;
    }

    /// <summary>The time of one round trip; on the WebSocket only.</summary>
    /// <exception cref="AttuneException">The server did not answer in time, or a fallback transport is in use.</exception>
    public async Task<TimeSpan> PingAsync(CancellationToken cancellation = default)
    {
        var startedAt = _options.Clock.GetTimestamp();
        await _verbs.RequestAsync(new PingVerb(), cancellation);
        return _options.Clock.GetElapsedTime(startedAt);
    }

    /// <summary>Watches an AI stream.</summary>
    /// <param name="stream">Which.</param>
    /// <param name="from">Bytes of each part that are here already; null for all from the first.</param>
    /// <exception cref="InvalidOperationException">It is watched already.</exception>
    public AiStreamView View(string stream, IReadOnlyDictionary<string, long>? from = null) => _views.Open(stream, from);

    /// <summary>Reads the text of an AI stream until it has ended.</summary>
    /// <exception cref="AttuneException">The stream is unknown, may not be viewed, or the client was closed.</exception>
    public async IAsyncEnumerable<string> ReadTextAsync(
        string stream, string part = "text", [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await using var view = View(stream);
        await foreach (var text in view.ReadTextAsync(part, cancellation))
            yield return text;
    }

    /// <summary>Writes a part of an AI stream.</summary>
    /// <param name="stream">Its id; the first text creates it.</param>
    /// <param name="part">Which part, for example <c>text</c> or <c>reasoning</c>.</param>
    /// <param name="topic">Gets one event when the stream has ended; null for none.</param>
    /// <param name="from">The byte position to go on from.</param>
    /// <exception cref="InvalidOperationException">It is written already.</exception>
    public AiStreamWriter Write(string stream, string part = "text", string? topic = null, long from = 0) =>
        _writers.Open(stream, part, topic, from);

    /// <summary>
    /// Writes everything that a source yields, and ends the stream: complete, cancelled when a viewer stops it (the source is
    /// cancelled then), failed when the source fails.
    /// </summary>
    /// <param name="stream">Its id.</param>
    /// <param name="source">Text, cut anywhere.</param>
    /// <param name="topic">Gets one event when the stream has ended; null for none.</param>
    /// <param name="cancellation">Lets go of the stream, which stays open.</param>
    /// <exception cref="AttuneException">The server refused, or the client was closed.</exception>
    public async Task<AiStreamOutcome> FeedAsync(
        string stream, IAsyncEnumerable<string> source, string? topic = null, CancellationToken cancellation = default)
    {
        await using var writer = Write(stream, topic: topic);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation, writer.StopRequested);
        try
        {
            await foreach (var text in source.WithCancellation(over.Token))
            {
                // Not every source looks at its token.
                over.Token.ThrowIfCancellationRequested();
                await writer.AppendAsync(text, over.Token);
            }
        }
        catch (OperationCanceledException) when (writer.StopRequested.IsCancellationRequested)
        {
            return await writer.EndAsync(AiStreamState.Cancelled, cancellation);
        }
        catch (Exception) when (!writer.HasFailed && !cancellation.IsCancellationRequested)
        {
            await EndAsFailedAsync(writer, cancellation);
            throw;
        }

        return await writer.EndAsync(AiStreamState.Complete, cancellation);
    }

    IReadOnlyList<TopicStart> IConnectionOwner.Starts() => _subscriptions.Starts();

    void IConnectionOwner.Adopt(ILink link)
    {
        lock (_gate)
        {
            _link = link;
            _verbs.Resume(link);
            _subscriptions.Adopt(link);
            _views.Adopt();
            _writers.Adopt(link);
        }
    }

    void IConnectionOwner.Receive(ILink link, ServerFrame frame)
    {
        lock (_gate)
        {
            // What an abandoned connection still had in its pipe comes again over the new one.
            if (_link != link)
                return;
            if (frame.Type == "expiring" && _options.AccessToken is not null)
                _ = RenewAsync();
            else
                _ = _verbs.TryAnswer(frame) || _subscriptions.TryTake(frame) || _views.TryTake(frame) || _writers.TryTake(frame);
        }
    }

    void IConnectionOwner.Release(ILink link)
    {
        lock (_gate)
        {
            _subscriptions.Release();
            _verbs.Pause();
            _views.Release();
            _writers.Release();
            _link = null;
        }
    }

    void IConnectionOwner.Ended() => EndEverything(new AttuneException(ClientErrors.Refused, Status.LastEnd));

    void IConnectionOwner.StatusChanged(ClientStatus status)
    {
        lock (_waiters)
        {
            foreach (var waiter in _waiters.Where(waiter => waiter.Wanted(status)).ToList())
            {
                _waiters.Remove(waiter);
                waiter.Found.TrySetResult(status);
            }
        }

        StatusChanged?.Invoke(this, status);
    }

    /// <summary>The server has said that the token ends soon.</summary>
    private async Task RenewAsync()
    {
        try
        {
            await Task.Yield();
            await RefreshAsync();
        }
        catch (Exception)
        {
            // The server closes the connection when the grace is over; the next one asks for a token again and tells why.
        }
    }

    private static async Task EndAsFailedAsync(AiStreamWriter writer, CancellationToken cancellation)
    {
        try
        {
            await writer.EndAsync(AiStreamState.Failed, cancellation);
        }
        catch (AttuneException)
        {
            // Why the source failed counts; the stream stays open, and is orphaned after its lease.
        }
    }

    private async Task<ClientStatus> WaitAsync(TaskCompletionSource<ClientStatus> found, CancellationToken cancellation)
    {
        try
        {
            return await found.Task.WaitAsync(cancellation);
        }
        finally
        {
            lock (_waiters)
                _waiters.RemoveAll(waiter => waiter.Found == found);
        }
    }

    private void EndEverything(AttuneException? refusal)
    {
        var error = refusal ?? new AttuneException(ClientErrors.Closed);
        lock (_gate)
        {
            _verbs.Close(error);
            _subscriptions.Close(refusal);
            _views.Close(error);
            _writers.Close(error);
        }
    }
}
