using Attune.Server.Verbs.Simulate.Wire;

namespace Attune.Server.Verbs.Simulate.Checking;

/// <summary>What was promised to publishers: acknowledged means stored exactly once, unchanged and in their order.</summary>
internal static class PublishChecker
{
    public static IEnumerable<Violation> Check(RunHistory run)
    {
        var stored = run.Log.Values.SelectMany(events => events)
            .Where(item => item.Type == Draft.EventType)
            .ToLookup(item => item.Id, StringComparer.Ordinal);
        return CheckAcknowledged(run, stored)
            .Concat(CheckStored(run, stored))
            .Concat(CheckOrder(run));
    }

    private static IEnumerable<Violation> CheckAcknowledged(RunHistory run, ILookup<string, LogEvent> stored)
    {
        foreach (var (draft, seq) in run.Acknowledged)
        {
            var events = stored[draft.Id].ToList();
            if (events.Count == 0)
                yield return new Violation("lost_publish", Name(draft), $"acknowledged as seq {seq}, the log does not have it");
            else if (events.TrueForAll(item => item.Seq != seq))
                yield return new Violation("moved", Name(draft), $"acknowledged as seq {seq}, the log has it at {events[0].Seq}");
        }
    }

    private static IEnumerable<Violation> CheckStored(RunHistory run, ILookup<string, LogEvent> stored)
    {
        var attempted = run.Attempted.ToDictionary(draft => draft.Id, StringComparer.Ordinal);
        foreach (var events in stored)
        {
            if (!attempted.TryGetValue(events.Key, out var draft))
            {
                yield return new Violation("invented", events.First().Topic, $"nobody published '{events.Key}'");
                continue;
            }

            if (events.Count() > 1)
            {
                var seqs = string.Join(" and ", events.Select(item => item.Seq));
                yield return new Violation("stored_twice", Name(draft), $"stands at {seqs}");
            }

            foreach (var item in events.Where(
                item => item.Topic != draft.Topic || item.Data != draft.Data || item.Key != draft.Key))
                yield return new Violation("altered", Name(draft), $"seq {item.Seq} in '{item.Topic}' holds {item.Data}");
        }
    }

    /// <summary>A publisher's events stand in the order in which it sent them, within each topic.</summary>
    private static IEnumerable<Violation> CheckOrder(RunHistory run)
    {
        var attempted = run.Attempted.ToDictionary(draft => draft.Id, StringComparer.Ordinal);
        foreach (var (topic, events) in run.Log)
        {
            var last = new Dictionary<int, Draft>();
            foreach (var item in events)
            {
                if (!attempted.TryGetValue(item.Id, out var draft))
                    continue;
                if (last.TryGetValue(draft.Publisher, out var before) && before.Number > draft.Number)
                    yield return new Violation("publish_order", Name(draft), $"stands after number {before.Number} in '{topic}'");
                last[draft.Publisher] = draft;
            }
        }
    }

    private static string Name(Draft draft) => $"publisher {draft.Publisher} number {draft.Number} in '{draft.Topic}'";
}
