namespace Attune.Server.Verbs.Simulate;

/// <summary>
/// A random source from one seed that can be forked by name, so that what one actor draws does not depend on how fast the
/// others run. Algorithm: SplitMix64 (Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014).
/// </summary>
internal sealed class SplitMix
{
    private readonly ulong _seed;
    private ulong _state;

    public SplitMix(ulong seed) => (_seed, _state) = (seed, seed);

    /// <summary>The next 64 random bits.</summary>
    public ulong Next()
    {
        var bits = _state += 0x9E37_79B9_7F4A_7C15;
        bits = (bits ^ (bits >> 30)) * 0xBF58_476D_1CE4_E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D0_49BB_1331_11EB;
        return bits ^ (bits >> 31);
    }

    /// <summary>A number from <paramref name="low"/> to <paramref name="high"/>, both included.</summary>
    public int Between(int low, int high)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(low, high);
        return low + (int)(Next() % (ulong)((long)high - low + 1));
    }

    /// <summary>True in so many per cent of the draws.</summary>
    public bool Chance(int percent) => Between(0, 99) < percent;

    /// <summary>One of the items.</summary>
    public T Pick<T>(IReadOnlyList<T> items) => items[Between(0, items.Count - 1)];

    /// <summary>So many different items, in random order.</summary>
    public IReadOnlyList<T> PickSome<T>(IReadOnlyList<T> items, int count)
    {
        var left = items.ToList();
        while (left.Count > count)
            left.RemoveAt(Between(0, left.Count - 1));
        for (var i = left.Count - 1; i > 0; i--)
        {
            var other = Between(0, i);
            (left[i], left[other]) = (left[other], left[i]);
        }

        return left;
    }

    /// <summary>An independent source: the same seed and name give the same one, whatever was drawn here before.</summary>
    public SplitMix Fork(string name)
    {
        var hash = 0xCBF2_9CE4_8422_2325; // FNV-1a spreads the name over 64 bits
        foreach (var letter in name)
            hash = (hash ^ letter) * 0x0000_0100_0000_01B3;
        return new SplitMix(new SplitMix(_seed ^ hash).Next());
    }
}
