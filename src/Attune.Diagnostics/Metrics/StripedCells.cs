using System.Numerics;

namespace Attune.Diagnostics.Metrics;

/// <summary>
/// Numbers that many threads add to and one reads: each processor adds to a stripe of its own, so that two of them never
/// fight for a cache line; reading sums the stripes. A slot holds either whole numbers or fractions, never both.
/// </summary>
internal sealed class StripedCells
{
    private const int MaxStripes = 8;
    private const int CacheLine = 8;

    private static readonly int StripeMask =
        (int)BitOperations.RoundUpToPowerOf2((uint)Math.Min(Environment.ProcessorCount, MaxStripes)) - 1;

    private readonly long[] _cells;
    private readonly int _stride;

    public StripedCells(int slots)
    {
        // One line more than the slots need keeps the neighbouring stripe away wherever the array begins.
        _stride = ((slots + CacheLine - 1) / CacheLine + 1) * CacheLine;
        _cells = new long[_stride * (StripeMask + 1)];
    }

    public void Add(int slot, long value) => Interlocked.Add(ref Own(slot), value);

    public void AddFraction(int slot, double value)
    {
        ref var cell = ref Own(slot);
        var seen = Volatile.Read(ref cell);
        while (true)
        {
            var wanted = BitConverter.DoubleToInt64Bits(BitConverter.Int64BitsToDouble(seen) + value);
            var found = Interlocked.CompareExchange(ref cell, wanted, seen);
            if (found == seen)
                return;
            seen = found;
        }
    }

    /// <summary>Replaces a fraction that is only ever set: it stands in the first stripe, the others stay zero.</summary>
    public void SetFraction(int slot, double value) => Volatile.Write(ref _cells[slot], BitConverter.DoubleToInt64Bits(value));

    public long Sum(int slot)
    {
        long sum = 0;
        for (var at = slot; at < _cells.Length; at += _stride)
            sum += Volatile.Read(ref _cells[at]);
        return sum;
    }

    public double SumFractions(int slot)
    {
        double sum = 0;
        for (var at = slot; at < _cells.Length; at += _stride)
            sum += BitConverter.Int64BitsToDouble(Volatile.Read(ref _cells[at]));
        return sum;
    }

    private ref long Own(int slot) => ref _cells[(Thread.GetCurrentProcessorId() & StripeMask) * _stride + slot];
}
