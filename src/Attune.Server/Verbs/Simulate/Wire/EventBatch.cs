using Attune.Server.Verbs.Simulate.Checking;

namespace Attune.Server.Verbs.Simulate.Wire;

/// <summary>The events of one frame: published together, delivered together.</summary>
/// <param name="Topic">Their topic.</param>
/// <param name="Events">At least one, in the order of the frame.</param>
internal sealed record EventBatch(string Topic, IReadOnlyList<LogEvent> Events)
{
    public long LastSeq => Events[^1].Seq;
}
