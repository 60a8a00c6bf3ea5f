using Attune.Realtime.Subscriptions;

namespace Attune.Realtime.AiStreams;

/// <summary>
/// An append-only answer on this node. The engine changes it; viewers read slices of its parts at byte positions.
/// </summary>
internal sealed class AiStream
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, AiStreamPart> _parts = new(StringComparer.Ordinal);
    private readonly StreamViewerSet[] _viewers;
    private List<Action>? _stopListeners;

    internal AiStream(string organisation, string id, string? topic, long startedAt, int shards)
    {
        Organisation = organisation;
        Id = id;
        Topic = topic;
        StartedAt = startedAt;
        LastAt = startedAt;
        _viewers = new StreamViewerSet[shards];
        for (var i = 0; i < shards; i++)
            _viewers[i] = new StreamViewerSet();
    }

    public string Organisation { get; }

    public string Id { get; }

    /// <summary>The topic that gets the finishing event; null for none.</summary>
    public string? Topic { get; }

    /// <summary>When its first append came, Unix microseconds.</summary>
    public long StartedAt { get; }

    /// <summary>When it last changed, Unix microseconds.</summary>
    public long LastAt { get; internal set; }

    /// <summary>When somebody last asked for its text, Unix microseconds.</summary>
    public long WantedAt { get; internal set; }

    public AiStreamState State { get; internal set; }

    public bool StopRequested { get; private set; }

    /// <summary>True when the text was erased on request.</summary>
    public bool IsRedacted { get; internal set; }

    /// <summary>The engine's own view of what is on its way to the log; guarded by the engine.</summary>
    internal AiStreamTail Tail { get; } = new();

    public int ViewerCount => _viewers.Sum(set => set.Count);

    /// <summary>Who may write it now.</summary>
    public ProducerLease Lease { get; } = new();

    /// <summary>Whoever wrote its first byte; null before that.</summary>
    public string? Owner { get; internal set; }

    /// <summary>A producer of this server waits for a stop, which is also its sign of life.</summary>
    public bool IsListenedTo
    {
        get
        {
            lock (_gate)
                return _stopListeners is { Count: > 0 };
        }
    }

    /// <summary>Somebody is there who would hear of a stop.</summary>
    public bool HasProducer => IsListenedTo || (Lease.Holder is { HasLeft: false } holder && holder != StreamProducer.Server);

    internal StreamViewerSet Viewers(int shard) => _viewers[shard];

    /// <summary>The parts in the order of their first append.</summary>
    public IReadOnlyList<AiStreamPart> Parts
    {
        get
        {
            lock (_gate)
                return [.. _parts.Values];
        }
    }

    public AiStreamPart? FindPart(string name)
    {
        lock (_gate)
            return _parts.GetValueOrDefault(name);
    }

    /// <summary>The committed length of each part in bytes.</summary>
    public IReadOnlyDictionary<string, long> Lengths => Parts.ToDictionary(part => part.Name, part => part.Length);

    internal AiStreamPart OpenPart(string name)
    {
        lock (_gate)
        {
            if (!_parts.TryGetValue(name, out var part))
                _parts[name] = part = new AiStreamPart(this, name);
            return part;
        }
    }

    /// <summary>Calls back once when a viewer asks to stop, at once if one has.</summary>
    internal IDisposable OnStop(Action stop)
    {
        lock (_gate)
        {
            if (!StopRequested)
            {
                (_stopListeners ??= []).Add(stop);
                return new StopListener(this, stop);
            }
        }

        stop();
        return new StopListener(this, stop);
    }

    /// <summary>Marks the stream as to be stopped and tells its producers, once.</summary>
    /// <param name="run">Calls a producer inside this server, which is somebody else's code.</param>
    internal void RequestStop(Action<Action> run)
    {
        List<Action> listeners;
        lock (_gate)
        {
            if (StopRequested)
                return;
            StopRequested = true;
            listeners = [.. _stopListeners ?? []];
        }

        foreach (var listener in listeners)
            run(listener);
        if (Lease.Holder is { HasLeft: false } holder)
            holder.Stop(Id);
    }

    private sealed class StopListener(AiStream stream, Action stop) : IDisposable
    {
        public void Dispose()
        {
            lock (stream._gate)
                stream._stopListeners?.Remove(stop);
        }
    }
}
