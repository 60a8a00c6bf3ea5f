using Attune.Client.Links;
using Attune.Contracts.Errors;

namespace Attune.Client.Connecting;

/// <summary>
/// Keeps one connection to the server: opens, watches and reopens it, falls back and probes. Holds no protocol state. One
/// task runs it; the lock guards the state that others look at.
/// </summary>
internal sealed class Connection(AttuneClientOptions options, IConnectionOwner owner) : IAsyncDisposable
{
    /// <summary>A connection has to live this long before its failures are forgotten: a server that acks and closes must not be
    /// stormed.</summary>
    private static readonly TimeSpan StableAfter = TimeSpan.FromSeconds(5);

    /// <summary>A token that is refused may have been too old; a newer one that is refused as well is an answer.</summary>
    private const int MaxRefusals = 2;

    private readonly Lock _gate = new();
    private readonly LinkOpener _opener = new(options);
    // Changes that are not told yet: a few, unless a handler hangs.
    private readonly Queue<ClientStatus> _untold = new();
    private ClientStatus _status = new(ClientState.Idle);
    private bool _isTelling;
    // The run that may still change the status; null when the application wants none.
    private CancellationTokenSource? _running;
    private CancellationTokenSource? _waiting;
    private TaskCompletionSource? _restart;
    private Task _run = Task.CompletedTask;
    private int _refusals;
    private bool _isDisposed;

    public ClientStatus Status
    {
        get
        {
            lock (_gate)
                return _status;
        }
    }

    public HttpAccess Http => _opener.Http;

    /// <summary>Starts connecting; nothing happens when it does already.</summary>
    /// <exception cref="ObjectDisposedException">It is over for good.</exception>
    public void Start(ClientSignal signal)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            var next = StateTable.Next(_status.State, signal);
            if (next == _status.State)
                return;
            Set(_status with { State = next, Attempts = 0, NextAttemptAt = null });
            var (before, stop) = (_run, new CancellationTokenSource());
            _running = stop;
            _run = Task.Run(() => RunAsync(before, stop), CancellationToken.None);
        }

        Tell();
    }

    /// <summary>Ends the connection and waits until nothing runs any more.</summary>
    public async Task StopAsync(ClientSignal signal)
    {
        Task run;
        CancellationTokenSource? running;
        lock (_gate)
        {
            (run, running, _running) = (_run, _running, null);
            var next = StateTable.Next(_status.State, signal);
            if (next != _status.State)
                Set(_status with { State = next, NextAttemptAt = null, Transport = null });
        }

        try
        {
            Tell();
        }
        finally
        {
            if (running is not null)
                await running.CancelAsync();
            await run;
            running?.Dispose();
        }
    }

    /// <summary>Tries at once instead of waiting.</summary>
    public void Wake()
    {
        lock (_gate)
        {
            // Not here: what is cancelled goes on at once, and this is under the lock.
            _ = _waiting?.CancelAsync();
        }
    }

    /// <summary>Gives the present link up and resumes over a new one.</summary>
    public void Restart()
    {
        lock (_gate)
            _restart?.TrySetResult();
    }

    public async ValueTask DisposeAsync()
    {
        lock (_gate)
            _isDisposed = true;
        try
        {
            await StopAsync(ClientSignal.Close);
        }
        finally
        {
            _opener.Dispose();
        }
    }

    private async Task RunAsync(Task before, CancellationTokenSource stop)
    {
        try
        {
            // How that ended was told to whoever waited for it.
            await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await RunAsync(stop);
        }
        catch (Exception error)
        {
            // Whoever closes the client gets it thrown; nobody waits for a connection that is not tried any more.
            lock (_gate)
            {
                if (!IsCurrent(stop))
                    throw;
                Set(_status with { State = ClientState.Closed, LastEnd = error.Message, Transport = null });
            }

            owner.Ended();
            Tell();
            throw;
        }
    }

    private async Task RunAsync(CancellationTokenSource stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var (end, wasStable) = await ConnectAndServeAsync(stop);
            if (stop.IsCancellationRequested)
                return;
            if (IsFinal(end))
            {
                Move(stop, ClientSignal.Refused, status => status with { LastEnd = end.Reason, Transport = null });
                // Unless the application has connected again when it was told.
                if (IsCurrent(stop))
                    owner.Ended();
                return;
            }

            await WaitAsync(end, wasStable, stop);
        }
    }

    private bool IsFinal(LinkEnd end)
    {
        if (end.Reaction != ClosingReaction.DoNotReconnect)
            return false;
        return !end.IsAboutToken || options.AccessToken is null || ++_refusals > MaxRefusals;
    }

    private async Task<(LinkEnd End, bool WasStable)> ConnectAndServeAsync(CancellationTokenSource stop)
    {
        ILink link;
        try
        {
            link = await _opener.OpenAsync(owner.Starts, stop.Token);
        }
        catch (LinkFailedException failure)
        {
            return (failure.End, false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return (LinkEnd.Lost("given up"), false);
        }

        _refusals = 0;
        var since = options.Clock.GetTimestamp();
        while (true)
        {
            var (end, better) = await ServeAsync(link, stop);
            if (better is null)
                return (end, options.Clock.GetElapsedTime(since) >= StableAfter);
            link = better;
        }
    }

    /// <summary>Serves one link until it ends, or until the probe has found a better one.</summary>
    private async Task<(LinkEnd End, ILink? Better)> ServeAsync(ILink link, CancellationTokenSource stop)
    {
        await using (link)
            return await WatchAsync(link, stop);
    }

    private async Task<(LinkEnd End, ILink? Better)> WatchAsync(ILink link, CancellationTokenSource stop)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
        TaskCompletionSource restart;
        lock (_gate)
            restart = _restart = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        owner.Adopt(link);
        Acked(link, stop);
        var run = link.RunAsync(frame => owner.Receive(link, frame), over.Token);
        var silence = WatchSilenceAsync(link, over.Token);
        var probe = ProbeAsync(link, over.Token);
        var first = await Task.WhenAny(run, silence, probe, restart.Task);
        owner.Release(link);
        await over.CancelAsync();
        var better = await probe;
        await silence;
        var end = await EndOfAsync(run);
        if (stop.IsCancellationRequested && better is not null)
        {
            await better.DisposeAsync();
            better = null;
        }

        if (first == restart.Task)
            end = LinkEnd.Restart("restarted");
        else if (first == silence)
            end = LinkEnd.Restart("silent");
        return (end, better);
    }

    /// <summary>What nobody foresaw while a frame was handled ends the connection, is told, and is tried again.</summary>
    private static async Task<LinkEnd> EndOfAsync(Task<LinkEnd> run)
    {
        try
        {
            return await run;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return LinkEnd.Lost($"{error.GetType().Name}: {error.Message}");
        }
    }

    private void Acked(ILink link, CancellationTokenSource run)
    {
        var session = link.Greeting.Select(frame => frame.Session).FirstOrDefault(session => session is not null);
        Move(run, link.Kind == _opener.Best ? ClientSignal.Acked : ClientSignal.AckedByFallback,
            status => status with { Transport = link.Kind, NextAttemptAt = null, Session = session });
    }

    private async Task WatchSilenceAsync(ILink link, CancellationToken over)
    {
        try
        {
            for (var left = options.SilenceLimit; left > TimeSpan.Zero;
                left = options.SilenceLimit - options.Clock.GetElapsedTime(link.LastHeard))
                await Task.Delay(left, options.Clock, over);
        }
        catch (OperationCanceledException)
        {
            // The link has ended otherwise.
        }
    }

    /// <summary>Tries the best transport again and again while another one is in use.</summary>
    /// <returns>The better link; null when the present one ended before.</returns>
    private async Task<ILink?> ProbeAsync(ILink link, CancellationToken over)
    {
        try
        {
            if (link.Kind == _opener.Best)
                await Task.Delay(Timeout.InfiniteTimeSpan, over);
            while (true)
            {
                // From a half to the whole of the interval, so that clients that fell back together do not probe together.
                await Task.Delay(options.ProbeInterval * (0.5 + (options.Random.NextDouble() / 2)), options.Clock, over);
                if (await TryBestAsync(over) is { } better)
                    return better;
            }
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private async Task<ILink?> TryBestAsync(CancellationToken over)
    {
        try
        {
            return await _opener.OpenBestAsync(owner.Starts, over);
        }
        catch (LinkFailedException)
        {
            // Not yet; what is in use goes on.
            return null;
        }
    }

    private async Task WaitAsync(LinkEnd end, bool wasStable, CancellationTokenSource stop)
    {
        var attempts = wasStable ? 0 : Status.Attempts;
        var wait = BackOff.Wait(end, attempts, wasStable, options);
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
        lock (_gate)
            _waiting = waiting;
        var nextAt = options.Clock.GetUtcNow() + wait;
        Move(stop, ClientSignal.Lost,
            status => status with { Attempts = attempts + 1, LastEnd = end.Reason, Transport = null, NextAttemptAt = nextAt });
        await Task.Delay(wait, options.Clock, waiting.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_gate)
            _waiting = null;
    }

    /// <summary>What a run still tells after the application has closed or suspended it changes nothing.</summary>
    private void Move(CancellationTokenSource run, ClientSignal signal, Func<ClientStatus, ClientStatus> change)
    {
        lock (_gate)
        {
            if (!IsCurrent(run))
                return;
            Set(change(_status) with { State = StateTable.Next(_status.State, signal) });
        }

        Tell();
    }

    private bool IsCurrent(CancellationTokenSource run)
    {
        lock (_gate)
            return _running == run;
    }

    private void Set(ClientStatus status)
    {
        _status = status;
        _untold.Enqueue(status);
    }

    /// <summary>Tells each status once and in order, whoever changed it, and not under the lock.</summary>
    private void Tell()
    {
        while (true)
        {
            ClientStatus? status;
            lock (_gate)
            {
                if (_isTelling || !_untold.TryDequeue(out status))
                    return;
                _isTelling = true;
            }

            try
            {
                owner.StatusChanged(status);
            }
            finally
            {
                lock (_gate)
                    _isTelling = false;
            }
        }
    }
}
