using System.Numerics;

namespace RealtimeLoad.Load;

/// <summary>
/// Counts of latencies from 1 us up, in buckets that are at most 0.8 % wide, so that recording is two shifts and an addition.
/// </summary>
internal sealed class LatencyHistogram
{
    private const int SubBits = 7;
    private const int ExactBelow = 1 << (SubBits + 1);

    private readonly long[] _counts = new long[(64 - SubBits) << SubBits];

    public long Count { get; private set; }

    public void Record(long microseconds)
    {
        _counts[IndexOf(Math.Max(0, microseconds))]++;
        Count++;
    }

    public void Clear()
    {
        Array.Clear(_counts);
        Count = 0;
    }

    /// <summary>The latency in milliseconds that this share (0 to 1) of the deliveries did not exceed; NaN without any.</summary>
    public double PercentileMs(double share)
    {
        if (Count == 0)
            return double.NaN;
        var rank = Math.Max(1, (long)Math.Ceiling(share * Count));
        var index = 0;
        for (var seen = _counts[0]; seen < rank; seen += _counts[index])
            index++;
        return MiddleOf(index) / 1000.0;
    }

    private static int IndexOf(long value)
    {
        if (value < ExactBelow)
            return (int)value;
        var shift = BitOperations.Log2((ulong)value) - SubBits;
        return (shift << SubBits) + (int)(value >> shift);
    }

    private static double MiddleOf(int index)
    {
        if (index < ExactBelow)
            return index;
        var shift = (index >> SubBits) - 1;
        var low = (long)(index - (shift << SubBits)) << shift;
        return low + (((1L << shift) - 1) / 2.0);
    }
}
