namespace Attune.Server.Verbs.Simulate.Checking;

/// <summary>What must hold of the log alone: numbers grow, none is given twice, the chain of <c>prev</c> is unbroken.</summary>
internal static class LogChecker
{
    public static IEnumerable<Violation> Check(IReadOnlyDictionary<string, IReadOnlyList<LogEvent>> log)
    {
        var holders = new Dictionary<long, LogEvent>();
        foreach (var (topic, events) in log)
        {
            var last = 0L;
            foreach (var item in events)
            {
                if (item.Seq <= last)
                    yield return new Violation("log_order", topic, $"seq {item.Seq} stands after {last}");
                if (item.Prev is { } prev && prev != last)
                    yield return new Violation("broken_chain", topic, $"seq {item.Seq} says prev {prev}, before it is {last}");
                if (!holders.TryAdd(item.Seq, item))
                    yield return new Violation("reissued", topic, $"seq {item.Seq} is '{item.Id}' and '{holders[item.Seq].Id}'");
                last = item.Seq;
            }
        }
    }
}
