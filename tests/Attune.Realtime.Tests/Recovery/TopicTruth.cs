namespace Attune.Realtime.Tests.Recovery;

/// <summary>What was acknowledged of a topic, trimmed or not: the whole model of a log.</summary>
internal sealed class TopicTruth(string name, string domain)
{
    private readonly SortedDictionary<long, TrueEvent> _events = [];

    public string Name { get; } = name;

    public string Domain { get; } = domain;

    public IReadOnlyCollection<TrueEvent> Events => _events.Values;

    public void Add(long seq, string id, string data) => _events.TryAdd(seq, new TrueEvent(seq, id, data, false));

    public void Redact(long seq) => _events[seq] = _events[seq] with { IsRedacted = true };

    public void Remove(long seq) => _events.Remove(seq);

    public void Clear() => _events.Clear();

    public TrueEvent? Find(long seq) => _events.GetValueOrDefault(seq);

    /// <summary>Events between two positions, neither included.</summary>
    public IEnumerable<long> Between(long after, long before) => _events.Keys.Where(seq => seq > after && seq < before);

    /// <summary>One event.</summary>
    /// <param name="Seq">Its number.</param>
    /// <param name="Id">Its id.</param>
    /// <param name="Data">Its payload as it was published.</param>
    /// <param name="IsRedacted">The payload was erased since.</param>
    internal sealed record TrueEvent(long Seq, string Id, string Data, bool IsRedacted);
}
