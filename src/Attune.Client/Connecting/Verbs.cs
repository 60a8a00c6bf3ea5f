using Attune.Client.Links;
using Attune.Client.Protocol;

namespace Attune.Client.Connecting;

/// <summary>
/// Calls that wait for their answer. Each may be repeated (a publish through its id), so those without an answer are sent
/// again, in order, over the next connection. Not thread-safe: used under the client's lock, except where it says otherwise.
/// </summary>
/// <param name="options">Bounds.</param>
/// <param name="gate">The client's lock.</param>
/// <param name="isClosed">True when nothing will ever be answered, unless the application connects again.</param>
internal sealed class Verbs(AttuneClientOptions options, Lock gate, Func<bool> isClosed)
{
    /// <summary>The server knows ids for ten minutes; a repeat must come well before.</summary>
    private static readonly TimeSpan RepeatLimit = TimeSpan.FromMinutes(9);

    private readonly SortedDictionary<long, PendingVerb> _pending = [];
    private ILink? _link;
    private long _lastReference;
    private int _publishes;
    private long _publishBytes;

    /// <exception cref="AttuneException">The client is closed.</exception>
    public void ThrowIfClosed()
    {
        if (isClosed())
            throw new AttuneException(ClientErrors.Closed);
    }

    /// <summary>Sends what means something to this connection only and is answered to somebody else.</summary>
    public long Post(Verb verb)
    {
        _link?.Post(++_lastReference, verb);
        return _lastReference;
    }

    /// <summary>Calls and waits. Takes the lock itself.</summary>
    /// <exception cref="AttuneException">The call failed, timed out, or the client was closed.</exception>
    public async Task<ServerFrame> RequestAsync(Verb verb, CancellationToken cancellation)
    {
        PendingVerb pending;
        lock (gate)
        {
            ThrowIfClosed();
            if (_pending.Count - _publishes >= options.MaxPendingVerbs)
                throw new AttuneException(ClientErrors.TooManyPending);
            pending = Add(verb);
        }

        try
        {
            return await pending.Answer.Task.WaitAsync(options.VerbTimeout, options.Clock, cancellation);
        }
        catch (TimeoutException)
        {
            throw new AttuneException(ClientErrors.TimedOut);
        }
        finally
        {
            lock (gate)
                _pending.Remove(pending.Reference);
        }
    }

    /// <summary>Puts an event into the outbox and waits for its answer, however long that takes. Takes the lock itself.</summary>
    /// <exception cref="AttuneException">The outbox is full, the server refused, or the client was closed.</exception>
    public async Task<ServerFrame> PublishAsync(PublishVerb verb, CancellationToken cancellation)
    {
        var bytes = verb.ToBody().Length;
        PendingVerb pending;
        lock (gate)
        {
            ThrowIfClosed();
            if (_publishes >= options.OutboxEvents || _publishBytes + bytes > options.OutboxBytes)
                throw new AttuneException(ClientErrors.OutboxFull);
            _publishes++;
            _publishBytes += bytes;
            pending = Add(verb);
        }

        try
        {
            return await pending.Answer.Task.WaitAsync(cancellation);
        }
        finally
        {
            lock (gate)
            {
                _pending.Remove(pending.Reference);
                _publishes--;
                _publishBytes -= bytes;
            }
        }
    }

    /// <summary>The connection is live: sends what waits.</summary>
    public void Resume(ILink link)
    {
        _link = link;
        foreach (var pending in _pending.Values.ToList())
            Send(pending);
    }

    /// <summary>The connection is gone; what means something to it alone has failed.</summary>
    public void Pause()
    {
        _link = null;
        Fail(pending => !pending.Verb.OutlivesConnection, new AttuneException(ClientErrors.Closed));
    }

    public void Close(AttuneException error)
    {
        _link = null;
        Fail(_ => true, error);
    }

    /// <returns>False when nobody waits for this answer here.</returns>
    public bool TryAnswer(ServerFrame frame)
    {
        if (frame.Ref is not { } reference || !_pending.Remove(reference, out var pending))
            return false;
        if (frame.Type == "error")
            pending.Answer.TrySetException(frame.ToException());
        else
            pending.Answer.TrySetResult(frame);
        return true;
    }

    private PendingVerb Add(Verb verb)
    {
        var pending = new PendingVerb(++_lastReference, verb);
        _pending.Add(pending.Reference, pending);
        Send(pending);
        return pending;
    }

    private void Send(PendingVerb pending)
    {
        if (_link is null)
            return;
        var now = options.Clock.GetTimestamp();
        if (pending.Verb is PublishVerb && pending.SentAt is { } sent && options.Clock.GetElapsedTime(sent, now) > RepeatLimit)
        {
            _pending.Remove(pending.Reference);
            pending.Answer.TrySetException(new AttuneException(ClientErrors.OutcomeUnknown));
            return;
        }

        pending.SentAt ??= now;
        _link.Post(pending.Reference, pending.Verb);
    }

    private void Fail(Func<PendingVerb, bool> which, AttuneException error)
    {
        foreach (var pending in _pending.Values.Where(which).ToList())
        {
            _pending.Remove(pending.Reference);
            pending.Answer.TrySetException(error.Copy());
        }
    }
}
