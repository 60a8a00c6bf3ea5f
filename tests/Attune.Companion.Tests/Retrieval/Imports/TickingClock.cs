namespace Attune.Companion.Tests.Retrieval.Imports;

/// <summary>A clock that goes on by the same step whenever somebody looks at it.</summary>
internal sealed class TickingClock(TimeSpan step) : TimeProvider
{
    private long _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _now += step.Ticks;
}
