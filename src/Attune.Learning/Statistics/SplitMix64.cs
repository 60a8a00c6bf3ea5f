namespace Attune.Learning.Statistics;

/// <summary>
/// A random sequence that is the same everywhere for a seed (G. Steele, D. Lea, C. Flood, "Fast splittable pseudorandom
/// number generators", 2014); the sequence of <see cref="Random"/> may change with the runtime. Not for secrets.
/// </summary>
/// <param name="seed">Any number.</param>
public sealed class SplitMix64(ulong seed)
{
    private ulong _state = seed;

    /// <summary>The next 64 bits.</summary>
    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        return Mix(_state);
    }

    /// <summary>A number from 0 to below <paramref name="limit"/>, each equally likely to within 2^-32.</summary>
    /// <param name="limit">From 1.</param>
    public int NextBelow(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return (int)(((Next() >> 32) * (ulong)limit) >> 32);
    }

    /// <summary>A number from 0 to below 1, a multiple of 2^-24.</summary>
    public float NextFraction() => (Next() >> 40) * (1f / (1 << 24));

    /// <summary>Puts items in a random order (Fisher-Yates).</summary>
    /// <param name="items">The items; changed in place.</param>
    public void Shuffle(Span<int> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var other = NextBelow(i + 1);
            (items[i], items[other]) = (items[other], items[i]);
        }
    }

    internal static ulong Mix(ulong bits)
    {
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }
}
