namespace Attune.Client.Tests.Fake;

/// <summary>
/// What the fake server remembers: one domain with generations, topics that can be trimmed, AI streams. It follows the
/// protocol's text, not the server's code. Every member is used under <see cref="Gate"/>.
/// </summary>
internal sealed class FakeLog
{
    private readonly List<(string Id, long Start)> _generations = [("g1", 1)];
    private readonly Dictionary<string, long> _trimmed = [];
    private readonly Dictionary<string, (long Seq, string Generation)> _ids = [];

    public Lock Gate { get; } = new();

    public List<FakeEvent> Events { get; } = [];

    /// <summary>Everything that was ever trimmed.</summary>
    public List<FakeEvent> Trimmed { get; } = [];

    /// <summary>The newest event that was left each time that the end was lost.</summary>
    public List<long> Losses { get; } = [];

    public Dictionary<string, FakeStream> Streams { get; } = [];

    public string Generation => _generations[^1].Id;

    public long Top { get; private set; }

    public long Newest(string topic) =>
        Math.Max(Events.LastOrDefault(one => one.Topic == topic)?.Seq ?? 0, TrimmedThrough(topic));

    public long TrimmedThrough(string topic) => _trimmed.GetValueOrDefault(topic);

    /// <summary>Stores an event once for each id.</summary>
    public (long Seq, string Generation) Publish(string topic, string id, string type, string data)
    {
        if (_ids.TryGetValue(id, out var known))
            return known;
        Events.Add(new FakeEvent(topic, ++Top, Newest(topic), id, type, data));
        return _ids[id] = (Top, Generation);
    }

    /// <summary>Forgets the older half of a topic.</summary>
    public void Trim(string topic)
    {
        var old = Events.Where(one => one.Topic == topic).ToList();
        foreach (var one in old.Take(old.Count / 2))
        {
            Events.Remove(one);
            Trimmed.Add(one);
            _trimmed[topic] = one.Seq;
        }
    }

    /// <summary>Loses the newest events that nobody was promised, as a log without its last writes does.</summary>
    public void Lose(int count, Predicate<FakeEvent> mayBeLost)
    {
        for (; count > 0 && Events.Count > 0 && Events[^1].Seq == Top && mayBeLost(Events[^1]); count--)
        {
            Events.RemoveAt(Events.Count - 1);
            Top--;
        }

        Losses.Add(Top);
        _generations.Add(($"g{_generations.Count + 1}", Top + 1));
    }

    /// <summary>Where a client that was there goes on, and whether it has to forget.</summary>
    public (long After, bool Rewound) Resume(string? generation, long seq)
    {
        var index = generation is null ? _generations.Count - 1 : _generations.FindIndex(one => one.Id == generation);
        if (index < 0)
            return (0, seq > 0);
        var common = index == _generations.Count - 1 ? Top : _generations[index + 1].Start - 1;
        return seq > common ? (common, true) : (seq, false);
    }

    /// <summary>Signs tokens; those of another key are not understood.</summary>
    public string Key { get; set; } = "key";

    public string Token(long seq) => $"{Key}.{Generation}.{seq}";

    public (string Generation, long Seq)? ReadToken(string token) =>
        token.Split('.') is [var key, var generation, var seq] && key == Key ? (generation, long.Parse(seq, null)) : null;
}
