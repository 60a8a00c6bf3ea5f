using Attune.Client.Tests.Fake;

namespace Attune.Client.Tests.Model;

/// <summary>What one reader of one topic has seen, judged against the log at the end.</summary>
internal sealed class TopicModel(string topic, TopicPosition? start)
{
    private readonly List<(long Seq, string Id)> _seen = [];
    private readonly List<(long From, long To)> _gaps = [];
    private readonly List<string> _told = [];
    private readonly TopicPosition? _begin = start;
    private long? _start = start?.Seq;
    private bool _isAtBeginning = start is { Seq: 0 };

    /// <summary>Where a later subscription goes on.</summary>
    public TopicPosition? Position { get; private set; } = start;

    public int Count => _seen.Count;

    public void Take(TopicNews news)
    {
        Assert.Equal(topic, news.Topic);
        Position = news.Position;
        _told.Add($"{news.GetType().Name}@{news.Position.Seq}/{news.Position.Generation}");
        switch (news)
        {
            case TopicEvent one:
                Assert.True(_seen.Count == 0 || one.Position.Seq > _seen[^1].Seq, $"{one.Position.Seq} came out of order.");
                _seen.Add((one.Position.Seq, one.Id));
                _start ??= one.Position.Seq - 1;
                break;
            case TopicGap gap:
                Assert.Equal("trimmed", gap.Reason);
                _gaps.Add((gap.From, gap.To));
                _start ??= gap.From - 1;
                break;
            case TopicRewind rewind:
                var to = rewind.Position.Seq;
                _seen.RemoveAll(one => one.Seq > to);
                _gaps.RemoveAll(gap => gap.From > to);
                _start = Math.Min(_start ?? to, to);
                _isAtBeginning |= to == 0;
                break;
        }
    }

    /// <summary>Each event of the log once and in order, or in a told gap and really gone.</summary>
    public void Check(FakeLog log, long through)
    {
        if (_start is not { } start)
            return;
        var gone = log.Trimmed.Select(one => one.Seq).ToHashSet();
        var all = log.Events.Concat(log.Trimmed).Where(one => one.Topic == topic && one.Seq > start && one.Seq <= through)
            .OrderBy(one => one.Seq).ToList();
        var first = _seen.Count > 0 ? _seen[0].Seq : long.MaxValue;
        var expected = all.Where(one => !(gone.Contains(one.Seq) && !_seen.Contains((one.Seq, one.Id))
            && (_gaps.Exists(gap => gap.From <= one.Seq && one.Seq <= gap.To) || (_isAtBeginning && one.Seq < first))));
        var wanted = string.Join(' ', expected.Select(one => $"{one.Seq}:{one.Id}"));
        var seen = string.Join(' ', _seen.Where(one => one.Seq <= through).Select(one => $"{one.Seq}:{one.Id}"));
        Assert.True(wanted == seen, $"{topic} from {_begin}\nwanted {wanted}\nseen   {seen}\ntold {string.Join(' ', _told)}");
    }
}
