using System.Text;
using System.Text.Json;

namespace Attune.Client.Tests.Fake;

/// <summary>What one connection of the fake follows, whatever carries it. Used under the log's lock.</summary>
internal sealed class FakeSession(FakeServer server)
{
    private const int MaxEventsPerFrame = 3;
    private const int MaxFramesAtOnce = 8;

    private readonly Dictionary<string, long> _positions = [];
    private readonly Dictionary<string, (long Have, string? Ref, bool IsTold)> _views = [];
    private readonly Queue<string> _frames = new();
    private readonly FakeLog _log = server.Log;
    private readonly HashSet<string> _fresh = [];
    private long? _lostAfter;
    private long _delivered = long.MaxValue;

    public bool IsGone { get; set; }

    public bool IsSocket { get; init; }

    /// <summary>
    /// Everything up to here was delivered: frames come in the order of their numbers, over all topics. What was lost on the
    /// way was not.
    /// </summary>
    public string Token => _log.Token(Math.Min(_lostAfter ?? long.MaxValue, IsCaughtUp ? _log.Top : _delivered));

    private bool IsCaughtUp => !_log.Events.Exists(one => _positions.TryGetValue(one.Topic, out var at) && one.Seq > at);

    public void Send(string frame) => _frames.Enqueue(frame);

    /// <summary>Follows a topic.</summary>
    /// <returns>Its newest event.</returns>
    public long Follow(string topic, long? after, string? generation, List<string> notices)
    {
        var newest = _log.Newest(topic);
        if (after is not { } seq)
        {
            _positions[topic] = newest;
            _delivered = Math.Min(_delivered, _log.Top);
            return newest;
        }

        var (start, isRewound) = _log.Resume(generation, seq);
        if (isRewound)
            notices.Add($$"""{"type":"rewind","service":"{{topic}}","generation":"{{_log.Generation}}","to":{{start}}}""");
        _delivered = Math.Min(_delivered, start);
        if (start == 0)
            _fresh.Add(topic);
        _positions[topic] = start == 0 ? _log.TrimmedThrough(topic) : start;
        return newest;
    }

    public void Unfollow(string topic) => _positions.Remove(topic);

    public string Ack(IEnumerable<string> topics)
    {
        var positions = string.Join(',', topics.Select(topic => $"\"{topic}\":{_log.Newest(topic)}"));
        return $$"""{"type":"ack","seq":0,"generation":"{{_log.Generation}}","position":{"""
            + positions + $$"""},"session":"s","resume":"{{Token}}"}""";
    }

    public void View(string stream, long have, string? reference) => _views[stream] = (have, reference, false);

    /// <summary>The next frames that are due; a frame may be lost on the way when the server is out of order.</summary>
    public IReadOnlyList<string> Due()
    {
        var due = new List<string>(_frames);
        _frames.Clear();
        while (due.Count < MaxFramesAtOnce)
        {
            var before = _delivered;
            if (NextEvents() is not var (frame, first))
                break;
            // What "everything that is kept" begins with is the one thing that a client cannot know.
            if (first is not null && !_fresh.Remove(first.Topic) && server.Loses(first))
                _lostAfter ??= before;
            else
                due.Add(frame);
        }

        foreach (var stream in _views.Keys.ToList())
            due.AddRange(NextText(stream));
        return due;
    }

    private (string Frame, FakeEvent? First)? NextEvents()
    {
        foreach (var (topic, position) in _positions)
        {
            if (position > 0 && _log.TrimmedThrough(topic) is var trimmed && trimmed > position)
            {
                _positions[topic] = trimmed;
                return ($$"""{"type":"gap","service":"{{topic}}","from":{{position + 1}},"to":{{trimmed}},"""
                    + """ "reason":"trimmed"}""", null);
            }
        }

        var first = _log.Events.FirstOrDefault(one => _positions.TryGetValue(one.Topic, out var at) && one.Seq > at);
        if (first is null)
            return null;
        var events = _log.Events.SkipWhile(one => one.Seq < first.Seq).TakeWhile(one => one.Topic == first.Topic)
            .Take(MaxEventsPerFrame).ToList();
        _delivered = _positions[first.Topic] = events[^1].Seq;
        var json = string.Join(',', events.Select(one => one.Json));
        return ($$"""{"type":"event","service":"{{first.Topic}}","seq":{{events[^1].Seq}},"""
            + $$""" "prev":{{first.Prev}},"generation":"{{_log.Generation}}",""" + $$""" "events":[{{json}}]}""", first);
    }

    private IEnumerable<string> NextText(string id)
    {
        var (have, reference, isTold) = _views[id];
        var stream = _log.Streams[id];
        var told = reference is null ? "" : $"\"ref\":{reference},";
        if (!isTold || have < stream.Bytes.Count)
        {
            var text = Encoding.UTF8.GetString([.. stream.Bytes.Skip((int)have)]);
            yield return $$"""{"type":"stream",{{told}}"stream":"{{id}}","part":"text","at":{{have}},"""
                + $$""" "end":{{stream.Bytes.Count}},"data":{{JsonSerializer.Serialize(text)}}}""";
            _views[id] = (stream.Bytes.Count, null, true);
        }

        if (stream.State == "open")
            yield break;
        _views.Remove(id);
        yield return $$"""{"type":"stream.state","stream":"{{id}}","state":"{{stream.State}}","""
            + $$""" "length":{"text":{{stream.Bytes.Count}}} }""";
    }
}
