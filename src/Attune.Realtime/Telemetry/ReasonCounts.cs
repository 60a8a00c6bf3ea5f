namespace Attune.Realtime.Telemetry;

/// <summary>Counts by the values of an enumeration, 0 to so many. Written by one thread, read anywhere.</summary>
internal sealed class ReasonCounts(int reasons)
{
    private readonly long[] _counts = new long[reasons];

    public long this[int reason] => Volatile.Read(ref _counts[reason]);

    public void Add(int reason) => Volatile.Write(ref _counts[reason], _counts[reason] + 1);
}
