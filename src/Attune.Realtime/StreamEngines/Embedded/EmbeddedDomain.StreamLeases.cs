using Attune.Foundation.Failures;
using Attune.Realtime.AiStreams;
using Attune.Realtime.Streams;

namespace Attune.Realtime.StreamEngines.Embedded;

/// <summary>
/// Who writes which AI stream. Leases and orphaned streams are never stored: after a restart every stream that was open has
/// lost its producer, and is given the time of a lease to find another.
/// </summary>
internal sealed partial class EmbeddedDomain
{
    private readonly HashSet<AiStream> _open = [];
    private readonly Dictionary<string, int> _openByOwner = new(StringComparer.Ordinal);
    private long _orphanedStreams;

    /// <summary>How often a stream lost its producer since the start of the process.</summary>
    public long OrphanedStreams => Volatile.Read(ref _orphanedStreams);

    private long LeaseLength => Timestamps(TimeSpan.FromSeconds(_options.Settings.AiStreams.LeaseSeconds));

    /// <summary>
    /// Makes streams whose producer has gone orphaned and tells their viewers. O(open streams), once a second.
    /// </summary>
    /// <returns>Streams that nobody writes and that a viewer wants stopped: end them as cancelled.</returns>
    public IReadOnlyList<AiStream> ExpireLeases()
    {
        List<AiStream> toCancel = [];
        lock (_gate)
        {
            if (_isClosed || !OrphanOpen(toCancel) || !BeginCommit())
                return toCancel;
        }

        Commit();
        return toCancel;
    }

    /// <returns>True when there is something to publish.</returns>
    private bool OrphanOpen(List<AiStream> toCancel)
    {
        var (now, length) = (Timestamp, LeaseLength);
        List<AiStream> over = [];
        foreach (var stream in _open)
        {
            var isListenedTo = stream.IsListenedTo;
            if (isListenedTo && stream.Lease.Holder == StreamProducer.Server)
                stream.Lease.Renew(now);
            else if (stream.Lease.IsOver(isListenedTo, now, length))
                (stream.StopRequested ? toCancel : over).Add(stream);
        }

        foreach (var stream in over)
        {
            stream.Tail.State = AiStreamState.Orphaned;
            // It did not change: what is forgotten by its age stays so.
            _filling.States.Add(new PendingState(stream, AiStreamState.Orphaned, false, stream.LastAt));
            Uncount(stream);
        }

        Volatile.Write(ref _orphanedStreams, _orphanedStreams + over.Count);
        // Nothing is stored, but the committer makes it visible in its place among the appends.
        if (over.Count > 0)
            _filling.Waiting.Add(static _ => { });
        return over.Count > 0;
    }

    private Failure? CheckLease(Publisher publisher, AiStream stream) =>
        stream.Lease.IsFreeFor(ProducerOf(publisher), stream.IsListenedTo, Timestamp, LeaseLength)
            ? null
            : RealtimeFailures.StreamLeased(stream.Id, _options.Settings.AiStreams.LeaseSeconds);

    /// <summary>Makes the caller the one who writes; the first to do so owns the stream. Guarded by the gate.</summary>
    private void TakeLease(Publisher publisher, AiStream stream)
    {
        var producer = ProducerOf(publisher);
        var isAnother = stream.Lease.Holder != producer;
        stream.Lease.Take(producer, Timestamp);
        if (stream.Owner is null)
        {
            stream.Owner = publisher.Principal;
            _streams[stream.Id] = stream;
        }

        if (stream.Tail.State == AiStreamState.Orphaned)
        {
            stream.Tail.State = AiStreamState.Open;
            _filling.States.Add(new PendingState(stream, AiStreamState.Open, false, Now));
        }

        if (_open.Add(stream))
            _openByOwner[stream.Owner] = _openByOwner.GetValueOrDefault(stream.Owner) + 1;
        // Who takes it over has not heard of the wish to stop it.
        if (stream.StopRequested && isAnother)
            ThreadPool.UnsafeQueueUserWorkItem(_ => Tell(_ => producer.Stop(stream.Id), null), null);
    }

    private Failure? CheckOpenStreams(Publisher publisher, AiStream stream)
    {
        var limit = _options.Settings.AiStreams.MaxOpenPerPrincipal;
        return _open.Contains(stream) || _openByOwner.GetValueOrDefault(stream.Owner ?? publisher.Principal) < limit
            ? null
            : RealtimeFailures.TooManyOpenStreams(limit);
    }

    /// <summary>It is no longer written; guarded by the gate.</summary>
    private void Uncount(AiStream stream)
    {
        if (!_open.Remove(stream) || stream.Owner is not { } owner)
            return;
        var left = _openByOwner[owner] - 1;
        if (left == 0)
            _openByOwner.Remove(owner);
        else
            _openByOwner[owner] = left;
    }

    /// <summary>Counts anew which streams are open, after the states were read or taken back. Guarded by the gate.</summary>
    private void RecountOpen()
    {
        _open.Clear();
        _openByOwner.Clear();
        foreach (var stream in _streams.Values)
        {
            if (stream.Tail.State != AiStreamState.Open || stream.Owner is not { } owner)
                continue;
            _open.Add(stream);
            _openByOwner[owner] = _openByOwner.GetValueOrDefault(owner) + 1;
        }
    }

    private static StreamProducer ProducerOf(Publisher publisher) => publisher.Producer ?? StreamProducer.Server;
}
