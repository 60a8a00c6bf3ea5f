using System.Text;
using System.Text.Json;

namespace Attune.Simulation.Fake;

/// <summary>The state of the fake server: one domain, everything in memory, commits under one lock.</summary>
internal sealed class FakeLog
{
    private readonly List<(string Topic, long Seq, long Prev, string Id, string Json)> _events = [];
    private readonly Dictionary<string, long> _byId = [];
    private readonly Dictionary<string, (List<byte> Text, bool Ended)> _streams = [];
    private readonly Dictionary<string, string> _streamTopics = [];
    private readonly List<IFakeFollower> _connections = [];

    public Lock Lock { get; } = new();

    public long Position(string topic) => _events.LastOrDefault(item => item.Topic == topic).Seq;

    public long LastSeq => _events.Count;

    public void Add(IFakeFollower connection) => _connections.Add(connection);

    public void Remove(IFakeFollower connection) => _connections.Remove(connection);

    public long Publish(string topic, JsonElement draft)
    {
        var id = draft.GetProperty("id").GetString()!;
        if (_byId.TryGetValue(id, out var known))
            return known;
        var seq = _byId[id] = _events.Count + 1;
        var (type, data) = (draft.GetProperty("type").GetString(), draft.GetProperty("data").GetRawText());
        var key = draft.TryGetProperty("key", out var named) ? $"\"key\":{named.GetRawText()}," : "";
        var json = $$"""{"seq":{{seq}},"id":"{{id}}","type":"{{type}}",{{key}}"data":{{data}}}""";
        _events.Add((topic, seq, Position(topic), id, json));
        foreach (var connection in _connections.Where(connection => connection.Topics.Contains(topic)))
            connection.Send(Frame(_events[^1]));
        return seq;
    }

    /// <summary>The same for one position and these topics, with the seq of the last.</summary>
    public (List<string> Frames, long Last) FramesAfter(IReadOnlyCollection<string> topics, long after) =>
        (FramesAfter(topics.ToDictionary(topic => topic, _ => after)), Math.Max(after, LastSeq));

    /// <summary>Event frames after a position of each topic, merged over the topics.</summary>
    public List<string> FramesAfter(IReadOnlyDictionary<string, long> positions) =>
        [.. _events.Where(item => positions.TryGetValue(item.Topic, out var after) && item.Seq > after).Select(Frame)];

    public string History(string topic, long after, int limit)
    {
        var events = _events.Where(item => item.Topic == topic && item.Seq > after).ToList();
        var page = string.Join(',', events.Take(limit).Select(item => item.Json));
        return $$"""{"events":[{{page}}],"more":{{(events.Count > limit ? "true" : "false")}}}""";
    }

    /// <summary>The new length, or null when the position is beyond the end.</summary>
    public long? Append(string stream, long at, string text)
    {
        var (bytes, ended) = _streams.TryGetValue(stream, out var found) ? found : ([], false);
        var added = Encoding.UTF8.GetBytes(text);
        if (at > bytes.Count || ended)
            return null;
        bytes.AddRange(added.Skip((int)(bytes.Count - at)));
        _streams[stream] = (bytes, ended);
        Notify(stream);
        return bytes.Count;
    }

    public void Tell(string stream, string topic) => _streamTopics.TryAdd(stream, topic);

    public void End(string stream)
    {
        var length = _streams[stream].Text.Count;
        if (!_streams[stream].Ended && _streamTopics.TryGetValue(stream, out var topic))
        {
            var data = $$"""{"stream":"{{stream}}","length":{"text":{{length}} } }""";
            using var ended = JsonDocument.Parse($$"""{"id":"end-{{stream}}","type":"stream.completed","data":{{data}} }""");
            Publish(topic, ended.RootElement);
        }

        _streams[stream] = (_streams[stream].Text, true);
        Notify(stream);
    }

    /// <summary>What a viewer with so many bytes gets next; null when there is no such stream.</summary>
    public List<string>? View(string stream, ref long have)
    {
        if (!_streams.TryGetValue(stream, out var found))
            return null;
        var frames = new List<string>();
        var rest = found.Text.Skip((int)have).ToArray();
        if (rest.Length > 0)
        {
            var text = JsonEncodedText.Encode(Encoding.UTF8.GetString(rest));
            var range = $""" "at":{have},"end":{have + rest.Length} """;
            frames.Add($$"""{"type":"stream","stream":"{{stream}}","part":"text",{{range}},"data":"{{text}}"}""");
        }

        have += rest.Length;
        if (found.Ended)
            frames.Add($$"""{"type":"stream.state","stream":"{{stream}}","state":"complete","length":{"text":{{have}} } }""");
        return frames;
    }

    private static string Frame((string Topic, long Seq, long Prev, string Id, string Json) item) =>
        $$"""{"type":"event","service":"{{item.Topic}}","seq":{{item.Seq}},"prev":{{item.Prev}},"events":[{{item.Json}}]}""";

    private void Notify(string stream)
    {
        foreach (var connection in _connections)
            connection.OnStream(stream);
    }
}
