using System.Text;
using Attune.Realtime.Subscriptions;

namespace Attune.Realtime.Streams;

/// <summary>
/// A topic on this node: its ring of recent frames, the index of everything that can be replayed, and who follows it.
/// One writer (the domain's committer) appends; readers take no lock for what the ring holds.
/// </summary>
internal sealed class Topic
{
    private readonly SubscriberSet[] _subscribers;
    private long _committedBytes;
    private EventRate _rate;

    internal Topic(string name, Domain domain, TopicSettings settings, bool isConfigured, int shards)
    {
        Name = name;
        Domain = domain;
        Settings = settings;
        IsConfigured = isConfigured;
        NameUtf8 = Encoding.UTF8.GetBytes(name);
        NewestByKey = settings.SlowReaders == SlowReaderPolicy.Conflate ? new NewestByKey() : null;
        _subscribers = new SubscriberSet[shards];
        for (var i = 0; i < shards; i++)
            _subscribers[i] = new SubscriberSet(this);
    }

    public string Name { get; }

    public byte[] NameUtf8 { get; }

    public Domain Domain { get; }

    public TopicSettings Settings { get; }

    /// <summary>True for a service named in the settings, which is open from the start.</summary>
    public bool IsConfigured { get; }

    internal FrameRing Ring { get; } = new();

    internal TopicIndex Index { get; } = new();

    /// <summary>Finds superseded events; null unless readers that are behind get only the newest of each key.</summary>
    internal NewestByKey? NewestByKey { get; }

    /// <summary>Bytes of all frames committed since the start of the process.</summary>
    internal long CommittedBytes
    {
        get => Volatile.Read(ref _committedBytes);
        set => Volatile.Write(ref _committedBytes, value);
    }

    /// <summary>Events committed since the start of the process.</summary>
    public long CommittedEvents { get; internal set; }

    /// <summary>How often events come; the committer adds.</summary>
    internal ref EventRate Rate => ref _rate;

    /// <summary>Followers by delivery shard; each set is touched only by its shard.</summary>
    internal SubscriberSet Subscribers(int shard) => _subscribers[shard];

    public int SubscriberCount => _subscribers.Sum(set => set.Count);

    /// <summary>The seq of the newest committed event, 0 for none.</summary>
    public long Position => Index.LastSeq;
}
