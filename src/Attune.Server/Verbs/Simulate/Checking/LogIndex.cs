namespace Attune.Server.Verbs.Simulate.Checking;

/// <summary>The log prepared for questions about positions.</summary>
internal sealed class LogIndex
{
    private readonly Dictionary<string, IReadOnlyList<LogEvent>> _topics = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Topic, string Key), long> _newest = [];

    private LogIndex()
    {
    }

    public static LogIndex Of(IReadOnlyDictionary<string, IReadOnlyList<LogEvent>> log)
    {
        var index = new LogIndex();
        foreach (var (topic, events) in log)
        {
            index._topics[topic] = [.. events.OrderBy(item => item.Seq)];
            foreach (var item in index._topics[topic].Where(item => item.Key is not null))
                index._newest[(topic, item.Key!)] = item.Seq;
        }

        return index;
    }

    /// <summary>The event of a topic at a seq, null when the log has none there.</summary>
    public LogEvent? Find(string topic, long seq)
    {
        var events = Events(topic);
        var at = FirstAfter(events, seq - 1);
        return at < events.Count && events[at].Seq == seq ? events[at] : null;
    }

    /// <summary>Is there a newer event of the same key?</summary>
    public bool IsSuperseded(string topic, long seq) =>
        Find(topic, seq) is { Key: { } key } && _newest[(topic, key)] > seq;

    /// <summary>The seq of the topic's last event before this seq, 0 when there is none.</summary>
    public long Before(string topic, long seq)
    {
        var events = Events(topic);
        var at = FirstAfter(events, seq - 1);
        return at == 0 ? 0 : events[at - 1].Seq;
    }

    /// <summary>The seqs of a topic between two positions, both excluded.</summary>
    public IReadOnlyList<long> Between(string topic, long after, long before)
    {
        var events = Events(topic);
        var seqs = new List<long>();
        for (var at = FirstAfter(events, after); at < events.Count && events[at].Seq < before; at++)
            seqs.Add(events[at].Seq);
        return seqs;
    }

    private static int FirstAfter(IReadOnlyList<LogEvent> events, long seq)
    {
        var (low, high) = (0, events.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (events[middle].Seq <= seq)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private IReadOnlyList<LogEvent> Events(string topic) => _topics.TryGetValue(topic, out var events) ? events : [];
}
