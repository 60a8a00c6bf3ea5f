namespace Attune.Server.Verbs.Simulate.Checking;

/// <summary>
/// Follows one subscriber through all its connections: from its starting position it must have seen exactly the log,
/// in order, without a loss or a double, except where it was told so truthfully. What was told as skipped may still come on a
/// later connection, whose position lies before it; on the same connection it may not.
/// </summary>
internal sealed class SubscriberChecker(SubscriberHistory subscriber, LogIndex log)
{
    private const int SeqsToName = 5;

    private readonly List<Violation> _violations = [];
    private readonly Dictionary<string, long> _positions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedDictionary<long, LogEvent>> _seen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _delivered = new(StringComparer.Ordinal);
    private readonly HashSet<(string Topic, long Seq)> _told = [];
    private IReadOnlySet<string> _merged = new HashSet<string>();
    private IReadOnlyDictionary<string, long>? _newest;
    private long _lastMerged;

    public IReadOnlyList<Violation> Check()
    {
        foreach (var observation in subscriber.Observations)
            Follow(observation);
        foreach (var topic in subscriber.Topics)
            CheckEnd(topic);
        return _violations;
    }

    private void Follow(Observation observation)
    {
        switch (observation)
        {
            case Observation.Connected connected:
                _merged = connected.Merged;
                _lastMerged = 0;
                _newest = connected.Newest;
                foreach (var (topic, delivered) in _delivered)
                    _positions[topic] = delivered;
                break;
            case Observation.Started started:
                // Only the first counts: later connections must go on from what was seen, wherever they claim to start.
                if (_delivered.TryAdd(started.Topic, started.After))
                    _positions[started.Topic] = started.After;
                break;
            case Observation.Delivered delivered:
                Deliver(delivered.Event);
                break;
            case Observation.GapTold gap:
                FollowGap(gap);
                break;
            case Observation.Rewound rewound:
                FollowRewind(rewound);
                break;
        }
    }

    private void Deliver(LogEvent item)
    {
        if (!subscriber.Topics.Contains(item.Topic) || !_positions.TryGetValue(item.Topic, out var position))
        {
            Report("stray", $"seq {item.Seq} of '{item.Topic}', which was not asked for");
            return;
        }

        CompareWithLog(item);
        CompareWithSeen(item, position);
        if (_merged.Contains(item.Topic))
        {
            if (item.Seq <= _lastMerged)
                Report("reordered", $"seq {item.Seq} of '{item.Topic}' came after {_lastMerged} on one connection");
            _lastMerged = Math.Max(_lastMerged, item.Seq);
        }

        _positions[item.Topic] = Math.Max(position, item.Seq);
        _delivered[item.Topic] = Math.Max(_delivered[item.Topic], item.Seq);
    }

    private void CompareWithLog(LogEvent item)
    {
        var stored = log.Find(item.Topic, item.Seq);
        var name = $"seq {item.Seq} of '{item.Topic}'";
        if (stored is null)
            Report("phantom", $"{name} ('{item.Id}') is not in the log");
        else if (stored.Id != item.Id)
            Report("reissued", $"{name} was '{item.Id}', the log has '{stored.Id}'");
        else if (stored.Type != item.Type || stored.Data != item.Data)
            Report("altered", $"{name} was {item.Type} {item.Data}, the log has {stored.Type} {stored.Data}");
        else if (item.Prev is { } prev && prev != log.Before(item.Topic, item.Seq))
            Report("broken_chain", $"{name} says prev {prev}, the log has {log.Before(item.Topic, item.Seq)}");
    }

    private void CompareWithSeen(LogEvent item, long position)
    {
        var seen = Seen(item.Topic);
        if (!seen.TryAdd(item.Seq, item))
            Report("doubled", $"seq {item.Seq} of '{item.Topic}' came twice");
        else if (item.Seq <= position)
            Report("reordered", $"seq {item.Seq} of '{item.Topic}' came after {position}");
        else
            ReportLoss(item.Topic, log.Between(item.Topic, position, item.Seq), $"jumped from {position} to {item.Seq}");
    }

    /// <summary>
    /// A gap is true only if the log really no longer has those events, or the topic may skip just these for this reader.
    /// </summary>
    private void FollowGap(Observation.GapTold gap)
    {
        var kept = log.Between(gap.Topic, gap.From - 1, gap.To + 1);
        var wrongly = kept.Where(seq => !MaySkip(gap, seq)).ToList();
        if (wrongly.Count > 0)
            Report("needless_gap", $"told that {Name(gap)}, the log still has {List(wrongly)}");
        if (gap.Reason != Observation.Trimmed && gap.Missed is { } missed && missed != kept.Count)
            Report("miscounted", $"told that {Name(gap)}, {missed} events; the log has {kept.Count} there");
        if (_positions.TryGetValue(gap.Topic, out var position) && gap.From <= position)
            Report("overlapping_gap", $"told that {Name(gap)}, after {position} had come or been told");
        // A gap excuses nothing that lies before it.
        ReportLoss(gap.Topic, log.Between(gap.Topic, position, gap.From), $"jumped from {position} to a gap at {gap.From}");
        _told.UnionWith(kept.Select(seq => (gap.Topic, seq)));
        _positions[gap.Topic] = Math.Max(position, gap.To);
    }

    private bool MaySkip(Observation.GapTold gap, long seq) => gap.Reason switch
    {
        Observation.Conflated => gap.Topic == SkimmedTopics.Conflating && log.IsSuperseded(gap.Topic, seq),
        // A replay is never dropped, nor is the last event of all: there would be nothing to go on with.
        Observation.Dropped => gap.Topic == SkimmedTopics.Dropping
            && seq > (_newest?.GetValueOrDefault(gap.Topic) ?? 0)
            && log.Between(gap.Topic, seq, long.MaxValue).Count > 0,
        _ => false,
    };

    private static string Name(Observation.GapTold gap) => $"{gap.From}-{gap.To} of '{gap.Topic}' is {gap.Reason}";

    /// <summary>A rewind is true only if the events that are taken back are not in the log.</summary>
    private void FollowRewind(Observation.Rewound rewound)
    {
        var seen = Seen(rewound.Topic);
        foreach (var (seq, item) in seen.Where(entry => entry.Key > rewound.To).ToList())
        {
            if (log.Find(rewound.Topic, seq)?.Id == item.Id)
                Report("needless_rewind", $"told to forget seq {seq} of '{rewound.Topic}', the log still has it");
            seen.Remove(seq);
        }

        _told.RemoveWhere(told => told.Topic == rewound.Topic && told.Seq > rewound.To);
        _positions[rewound.Topic] = Math.Min(_positions.GetValueOrDefault(rewound.Topic), rewound.To);
        _delivered[rewound.Topic] = Math.Min(_delivered.GetValueOrDefault(rewound.Topic), rewound.To);
    }

    private void CheckEnd(string topic)
    {
        if (_positions.TryGetValue(topic, out var position))
            ReportLoss(topic, log.Between(topic, position, long.MaxValue), $"stopped at {position}");
        else
            Report("never_started", $"'{topic}' was asked for and never acknowledged");
    }

    private void ReportLoss(string topic, IReadOnlyList<long> missed, string how)
    {
        var missing = missed.Where(seq => !_told.Contains((topic, seq))).ToList();
        if (missing.Count > 0)
            Report("lost", $"{how} in '{topic}' without being told; missing {List(missing)}");
    }

    private static string List(List<long> seqs) => seqs.Count <= SeqsToName
        ? string.Join(", ", seqs)
        : $"{string.Join(", ", seqs.Take(SeqsToName))} and {seqs.Count - SeqsToName} more";

    private SortedDictionary<long, LogEvent> Seen(string topic)
    {
        if (!_seen.TryGetValue(topic, out var seen))
            _seen[topic] = seen = [];
        return seen;
    }

    private void Report(string rule, string message) => _violations.Add(new Violation(rule, subscriber.Name, message));
}
