using System.Text.Json;
using Attune.Realtime.Tests.Delivery;

namespace Attune.Realtime.Tests.Recovery;

/// <summary>
/// A client that believes nothing: it compares every frame with what was published, and knows at any time what it must have.
/// </summary>
/// <param name="name">For messages.</param>
/// <param name="truth">What was published, by topic.</param>
/// <param name="trimmedThrough">Up to where a topic's events are gone by now.</param>
/// <param name="plant">A fault to put in.</param>
internal sealed class ModelClient(
    string name, IReadOnlyDictionary<string, TopicTruth> truth, Func<string, long> trimmedThrough, Plant plant)
{
    private const int PlantEvery = 7;

    private readonly Dictionary<string, Follow> _follows = new(StringComparer.Ordinal);
    private readonly Dictionary<int, Action<JsonElement>> _expected = [];
    private readonly Dictionary<string, long> _newest = new(StringComparer.Ordinal);
    private int _events;

    /// <summary>The promises that were broken, the first one first.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>The topics that it follows, or has asked to.</summary>
    public IReadOnlyCollection<string> Wanted =>
        [.. _follows.Where(follow => follow.Value.IsWanted).Select(follow => follow.Key)];

    /// <summary>Where it would resume.</summary>
    public (long Last, string? Generation) Position(string topic) =>
        _follows.TryGetValue(topic, out var follow) ? (follow.Last, follow.Generation) : (0, null);

    /// <summary>It has asked to follow a topic; the answer with this reference is the border between before and after.</summary>
    public void Expect(int reference, string topic, long? after, string generation)
    {
        FollowOf(topic).IsWanted = true;
        _expected[reference] = reply =>
        {
            var follow = FollowOf(topic);
            follow.Last = after ?? reply.GetProperty("position").GetProperty(topic).GetInt64();
            follow.IsFromBeginning = after == 0;
            follow.Generation = generation;
            follow.IsFollowed = true;
            _newest.Clear();
        };
    }

    /// <summary>It has asked not to follow a topic any more.</summary>
    public void ExpectNoMore(int reference, string topic)
    {
        FollowOf(topic).IsWanted = false;
        _expected[reference] = _ => FollowOf(topic).IsFollowed = false;
    }

    /// <summary>Its connection is gone, with everything that was on its way.</summary>
    public void Disconnect()
    {
        _expected.Clear();
        _newest.Clear();
        foreach (var follow in _follows.Values)
            follow.IsFollowed = false;
    }

    public void Take(IEnumerable<SentFrame> frames)
    {
        foreach (var frame in frames.Where(frame => (frame.First & 0x0F) != 9))
        {
            if ((frame.First & 0x0F) == 8)
            {
                Faults.Add($"{name}: the server closed the connection");
                continue;
            }

            var json = frame.Json;
            var isPlanted = json.GetProperty("type").ValueEquals("event") && ++_events % PlantEvery == 0;
            if (plant == Plant.Lose && isPlanted)
                continue;
            Take(json);
            if (plant == Plant.Double && isPlanted)
                Take(json);
        }
    }

    /// <summary>What it still misses; null when it has everything.</summary>
    public string? Missing()
    {
        if (_expected.Count > 0)
            return $"{name}: {_expected.Count} answers";
        foreach (var (topic, follow) in _follows.Where(follow => follow.Value.IsFollowed))
        {
            if (Hole(topic, follow, long.MaxValue) is { } seq)
                return $"{name}: event {seq} of {topic}, at {follow.Last}";
        }

        return null;
    }

    private void Take(JsonElement json)
    {
        switch (json.GetProperty("type").GetString())
        {
            case "event":
                OnEvents(json);
                break;
            case "gap":
                OnGap(json);
                break;
            case "rewind":
                OnRewind(json);
                break;
            default:
                if (json.TryGetProperty("ref", out var reference) && _expected.Remove(reference.GetInt32(), out var apply))
                    apply(json);
                break;
        }
    }

    private void OnEvents(JsonElement frame)
    {
        var topic = frame.GetProperty("service").GetString()!;
        var follow = FollowOf(topic);
        if (!follow.IsFollowed)
        {
            Faults.Add($"{name}: an event of {topic}, which it does not follow");
            return;
        }

        foreach (var json in frame.GetProperty("events").EnumerateArray())
        {
            var seq = json.GetProperty("seq").GetInt64();
            if (seq <= follow.Last)
                Faults.Add($"{name}: event {seq} of {topic} comes again, after {follow.Last}");
            if (Hole(topic, follow, seq) is { } missing)
                Faults.Add($"{name}: event {missing} of {topic} is left out silently before {seq}");
            var domain = truth[topic].Domain;
            if (seq <= _newest.GetValueOrDefault(domain))
                Faults.Add($"{name}: event {seq} of {topic} comes after {_newest[domain]} of the same domain");
            _newest[domain] = seq;
            CheckContent(topic, seq, json);
            (follow.Last, follow.IsFromBeginning) = (seq, false);
        }
    }

    private void CheckContent(string topic, long seq, JsonElement json)
    {
        var data = json.GetProperty("data").GetRawText();
        var isSame = truth[topic].Find(seq) is { } published && json.GetProperty("id").ValueEquals(published.Id)
            && (data == published.Data || (published.IsRedacted && json.TryGetProperty("redacted", out _)));
        if (!isSame)
            Faults.Add($"{name}: event {seq} of {topic} was not published so");
    }

    private void OnGap(JsonElement gap)
    {
        var topic = gap.GetProperty("service").GetString()!;
        var (from, to) = (gap.GetProperty("from").GetInt64(), gap.GetProperty("to").GetInt64());
        var follow = FollowOf(topic);
        if (Hole(topic, follow, from) is { } missing)
            Faults.Add($"{name}: event {missing} of {topic} is missing before the gap from {from}");
        if (from <= follow.Last || to < from)
            Faults.Add($"{name}: the gap of {topic} goes from {from} to {to}, but it has events up to {follow.Last}");
        if (to > trimmedThrough(topic))
            Faults.Add($"{name}: a gap of {topic} up to {to}, but events are kept from {trimmedThrough(topic)} on");
        var missed = truth[topic].Between(from - 1, to + 1).Count();
        if (gap.TryGetProperty("missed", out var told) && told.GetInt64() != missed)
            Faults.Add($"{name}: a gap of {topic} says {told.GetInt64()} events, but they are {missed}");
        (follow.Last, follow.IsFromBeginning) = (to, false);
    }

    private void OnRewind(JsonElement rewind)
    {
        var topic = rewind.GetProperty("service").GetString()!;
        var to = rewind.GetProperty("to").GetInt64();
        var follow = FollowOf(topic);
        if (to >= follow.Last)
            Faults.Add($"{name}: {topic} is rewound to {to}, but it has events up to {follow.Last} only");
        (follow.Last, follow.IsFromBeginning) = (to, to == 0);
    }

    /// <summary>An event that it should have before this one; who asks for everything gets what is kept.</summary>
    private long? Hole(string topic, Follow follow, long before)
    {
        var gone = follow.IsFromBeginning ? trimmedThrough(topic) : 0;
        foreach (var seq in truth[topic].Between(Math.Max(follow.Last, gone), before))
            return seq;
        return null;
    }

    private Follow FollowOf(string topic)
    {
        if (!_follows.TryGetValue(topic, out var follow))
            _follows[topic] = follow = new Follow();
        return follow;
    }

    private sealed class Follow
    {
        public bool IsWanted { get; set; }

        public bool IsFollowed { get; set; }

        public long Last { get; set; }

        /// <summary>It has asked for everything that is kept, and got nothing yet.</summary>
        public bool IsFromBeginning { get; set; }

        public string? Generation { get; set; }
    }
}
