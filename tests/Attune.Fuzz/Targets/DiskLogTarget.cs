using Attune.Fuzz.Fuzzing;
using Attune.Realtime.StreamEngines.Embedded.Log;

namespace Attune.Fuzz.Targets;

/// <summary>
/// The files of a log after damage. Promises: the start never fails (files of a newer release excepted, with advice); no
/// event and no text is delivered that was not published so; within a topic no event is left out silently; a torn end costs
/// nothing that was written before it; afterwards events can be published and survive the next start.
/// </summary>
internal sealed class DiskLogTarget : IFuzzTarget
{
    private static readonly string[] Topics = ["finance", "guest", "room:1"];

    private readonly EngineUnderTest _engine = new();
    private readonly Dictionary<string, byte[]> _files = [];
    private readonly Dictionary<string, IReadOnlyList<ReadBack>> _truth = [];
    private readonly Dictionary<string, byte[]> _texts = [];
    private readonly Dictionary<long, LogRecord> _places = [];

    public string Name => "disklog";

    public int Rounds => 60;

    public byte[] Generate(Chance chance)
    {
        var steps = new List<byte>();
        for (var left = chance.Of(1, 1, 1, 2, 3); left > 0; left--)
            steps.AddRange([(byte)chance.Below(LogDamage.Kinds), .. chance.Bytes(LogDamage.BytesPerStep - 1)]);
        return [.. steps];
    }

    public async ValueTask<string> RunAsync(byte[] input)
    {
        if (_files.Count == 0)
            await MakeAsync();
        var damage = LogDamage.Of(_files, input);
        _engine.Close();
        _engine.Replace(damage.Files);
        if (!TryOpen())
            return "newer " + damage.Describe;
        var kept = await CheckAsync(damage);
        var (receipt, data) = ((await _engine.PublishAsync(EngineUnderTest.Draft("finance", "\"new\"", "new")))[0], "\"new\"");
        Promise.Holds(kept.Values.All(events => events.Count == 0 || events[^1].Seq < receipt.Seq),
            "a new event comes after all others");
        _engine.Close();
        _engine.Open();
        var again = await CheckAsync(damage, receipt.Seq);
        Promise.Holds(again["finance"] is [.., { Data: var last, Seq: var seq }] && last == data && seq == receipt.Seq,
            "what is published after the damage survives");
        foreach (var topic in Topics)
            Promise.Holds(again[topic].Where(one => one.Seq != receipt.Seq).SequenceEqual(kept[topic]),
                "the next start finds the same");
        var lost = _truth.Sum(topic => topic.Value.Count) - kept.Values.Sum(events => events.Count);
        return $"{damage.Describe} {(lost == 0 ? 0 : 1 + (lost / 12))}";
    }

    public ValueTask DisposeAsync()
    {
        _engine.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>A log of several files with events, batches, erased events and AI streams.</summary>
    private async Task MakeAsync()
    {
        _engine.Open();
        for (var i = 1; i <= 40; i++)
        {
            var data = $"\"{i} {new string('x', i * 3)}\"";
            if (i % 7 == 0)
                await _engine.PublishAsync(EngineUnderTest.Draft("finance", data, $"a{i}"),
                    EngineUnderTest.Draft("guest", data, $"b{i}"), EngineUnderTest.Draft("finance", data, $"c{i}"));
            else
                await _engine.PublishAsync(EngineUnderTest.Draft(Topics[i % 3], data, $"e{i}"));
            if (i % 5 == 0)
                await AppendAsync(i <= 20 ? "s1" : "s2", $"text {i} 好😀 ");
        }

        await _engine.Engine.RedactAsync(EngineUnderTest.Publisher, "finance", "e6", CancellationToken.None);
        foreach (var topic in Topics)
            _truth[topic] = (await ReadBack.AllAsync(_engine.Engine, _engine.Topic(topic))).Events;
        _engine.Close();
        foreach (var path in Directory.EnumerateFiles(_engine.LogFolder))
            _files[Path.GetFileName(path)] = await File.ReadAllBytesAsync(path);
        foreach (var (name, bytes) in _files.Where(file => file.Key.EndsWith(".log", StringComparison.Ordinal)))
        {
            foreach (var record in LogRecord.In(name, bytes).Where(record => record.Kind == RecordKind.Event))
                _places[record.Seq] = record;
        }
    }

    private async Task AppendAsync(string stream, string text)
    {
        var before = _texts.GetValueOrDefault(stream, []);
        _texts[stream] = [.. before, .. System.Text.Encoding.UTF8.GetBytes(text)];
        await _engine.Engine.AppendAsync(EngineUnderTest.Publisher,
            new(stream, "text", before.Length, _texts[stream].AsMemory(before.Length)), CancellationToken.None);
    }

    private bool TryOpen()
    {
        try
        {
            _engine.Open();
            return true;
        }
        catch (InvalidDataException error) when (error.Message.Contains("Install the newer Attune", StringComparison.Ordinal))
        {
            _engine.Close();
            return false;
        }
    }

    private async Task<Dictionary<string, IReadOnlyList<ReadBack>>> CheckAsync(LogDamage damage, long published = 0)
    {
        var kept = new Dictionary<string, IReadOnlyList<ReadBack>>();
        foreach (var topic in Topics)
        {
            var (events, trimmed) = await ReadBack.AllAsync(_engine.Engine, _engine.Topic(topic));
            var old = events.Where(one => one.Seq != published).ToList();
            CheckEvents(topic, old, trimmed, damage);
            Promise.Holds(events.Zip(events.Skip(1)).All(pair => pair.Second.Prev == pair.First.Seq
                && pair.Second.Seq > pair.First.Seq),
                $"{topic}: each event follows the one before");
            Promise.Holds(events.Count == 0 || events[0].Prev <= trimmed, $"{topic}: what is before the first counts as trimmed");
            kept[topic] = events;
        }

        foreach (var (stream, truth) in _texts)
            await CheckTextAsync(stream, truth);
        return kept;
    }

    private void CheckEvents(string topic, List<ReadBack> events, long trimmed, LogDamage damage)
    {
        var truth = _truth[topic].ToDictionary(one => one.Seq);
        foreach (var one in events)
        {
            var isPublished = truth.TryGetValue(one.Seq, out var true_) && one.Id == true_.Id
                && (one == true_ || one with { Prev = true_.Prev } == true_
                    || (damage.HasZeros && one is { Redacted: true, Data: "null" }));
            Promise.Holds(isPublished, $"{topic}: event {one.Seq} was published so");
        }

        var delivered = events.Select(one => one.Seq).ToHashSet();
        var newest = events.Count == 0 ? 0 : events[^1].Seq;
        var hole = truth.Keys.FirstOrDefault(seq => seq > trimmed && seq < newest && !delivered.Contains(seq));
        Promise.Same(0, hole, $"{topic}: no event is left out silently");
        if (!damage.IsTornTailOnly)
            return;
        var missing = truth.Keys.FirstOrDefault(seq => !delivered.Contains(seq)
            && (_places[seq].File != damage.Newest || _places[seq].GroupEnd <= damage.TornAt));
        Promise.Same(0, missing, $"{topic}: a torn end costs nothing that was written before it");
    }

    private async Task CheckTextAsync(string stream, byte[] truth)
    {
        var found = await _engine.Engine.FindStreamAsync(EngineUnderTest.Organisation, stream, CancellationToken.None);
        if (found.Failure is not null || found.Value.FindPart("text") is not { } part)
            return;
        Promise.Holds(truth.AsSpan().StartsWith(part.ToArray()), $"the text of {stream} is what was written, as far as it goes");
    }
}
