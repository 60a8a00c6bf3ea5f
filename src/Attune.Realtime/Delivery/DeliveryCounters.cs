using System.Collections.Concurrent;
using Attune.Realtime.Streams;
using Attune.Realtime.Subscriptions;
using Attune.Realtime.Telemetry;

namespace Attune.Realtime.Delivery;

/// <summary>What one shard has done. Written by the shard alone, read anywhere.</summary>
internal sealed class DeliveryCounters
{
    private readonly ReasonCounts _slowActions = new((int)SlowReaderPolicy.Disconnect + 1);
    private readonly ReasonCounts _recoveries = new((int)RecoveryOutcome.Rewind + 1);
    private readonly ConcurrentDictionary<string, long> _rejected = new(StringComparer.Ordinal);
    private long _events;
    private long _replayed;
    private long _batches;
    private long _gaps;
    private long _errors;
    private long _bytes;
    private long _writes;
    private long _slow;
    private long _compressed;
    private long _plain;
    private long _deflated;
    private long _missedPings;
    private long _skipped;

    public long Events => Volatile.Read(ref _events);

    public long Replayed => Volatile.Read(ref _replayed);

    public long Batches => Volatile.Read(ref _batches);

    public long Gaps => Volatile.Read(ref _gaps);

    public long Errors => Volatile.Read(ref _errors);

    public long Bytes => Volatile.Read(ref _bytes);

    public long Writes => Volatile.Read(ref _writes);

    /// <summary>Connections whose next event has left the ring, now.</summary>
    public long Slow => Volatile.Read(ref _slow);

    /// <summary>Deflated frames written, once per recipient.</summary>
    public long Compressed => Volatile.Read(ref _compressed);

    /// <summary>Bytes that deflated frames were shorter than the plain ones.</summary>
    public long Saved => Plain - Deflated;

    /// <summary>Bytes of the frames that went out deflated, before it.</summary>
    public long Plain => Volatile.Read(ref _plain);

    /// <summary>Bytes of the frames that went out deflated, as they went out.</summary>
    public long Deflated => Volatile.Read(ref _deflated);

    /// <summary>Pings that had not been answered when the next one was due.</summary>
    public long MissedPings => Volatile.Read(ref _missedPings);

    /// <summary>Frames refused before the handshake, by error.</summary>
    public IReadOnlyCollection<KeyValuePair<string, long>> Rejected => _rejected;

    /// <summary>Events that a topic's policy made slow readers skip.</summary>
    public long Skipped => Volatile.Read(ref _skipped);

    public void AddEvents(int events, bool replayed)
    {
        Volatile.Write(ref _events, _events + events);
        if (replayed)
            Volatile.Write(ref _replayed, _replayed + events);
    }

    public void AddWrite(int frames, int bytes)
    {
        Volatile.Write(ref _writes, _writes + 1);
        Volatile.Write(ref _bytes, _bytes + bytes);
        if (frames > 1)
            Volatile.Write(ref _batches, _batches + 1);
    }

    /// <summary>How often a policy was applied to a reader that was behind.</summary>
    public long SlowActions(SlowReaderPolicy policy) => _slowActions[(int)policy];

    /// <summary>How often a reader came back to a topic with a position and found this.</summary>
    public long Recoveries(RecoveryOutcome outcome) => _recoveries[(int)outcome];

    public void AddCompressed(int frames, long plain, long deflated)
    {
        Volatile.Write(ref _compressed, _compressed + frames);
        Volatile.Write(ref _plain, _plain + plain);
        Volatile.Write(ref _deflated, _deflated + deflated);
    }

    public void AddSlowAction(SlowReaderPolicy policy) => _slowActions.Add((int)policy);

    public void AddRecovery(RecoveryOutcome outcome) => _recoveries.Add((int)outcome);

    public void AddMissedPing() => Volatile.Write(ref _missedPings, _missedPings + 1);

    /// <summary>A handshake was refused, by a reader of any thread; the codes are those of the table of errors.</summary>
    public void AddRejected(string code) => _rejected.AddOrUpdate(code, 1, static (_, count) => count + 1);

    public void AddSkipped(long events) => Volatile.Write(ref _skipped, _skipped + events);

    public void AddGap() => Volatile.Write(ref _gaps, _gaps + 1);

    /// <summary>Errors are counted by readers of any thread.</summary>
    public void AddError() => Interlocked.Increment(ref _errors);

    public void AddSlow(int change) => Volatile.Write(ref _slow, _slow + change);
}
