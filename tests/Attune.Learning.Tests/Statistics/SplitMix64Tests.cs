using Attune.Learning.Statistics;

namespace Attune.Learning.Tests.Statistics;

public sealed class SplitMix64Tests
{
    [Fact]
    public void Gives_the_published_sequence()
    {
        var random = new SplitMix64(1_234_567);
        Assert.Equal(6_457_827_717_110_365_317ul, random.Next());
        Assert.Equal(3_203_168_211_198_807_973ul, random.Next());
        Assert.Equal(9_817_491_932_198_370_423ul, random.Next());
    }

    [Fact]
    public void Numbers_below_a_limit_are_spread_evenly()
    {
        var random = new SplitMix64(1);
        var counts = new int[7];
        for (var i = 0; i < 70_000; i++)
            counts[random.NextBelow(counts.Length)]++;
        Assert.All(counts, count => Assert.InRange(count, 9_600, 10_400));
    }

    [Fact]
    public void Shuffling_keeps_every_item_and_depends_on_the_seed()
    {
        var (first, again, other) = (Shuffled(1), Shuffled(1), Shuffled(2));
        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
        Assert.Equal(Enumerable.Range(0, 100), first.Order());
    }

    private static int[] Shuffled(ulong seed)
    {
        int[] items = [.. Enumerable.Range(0, 100)];
        new SplitMix64(seed).Shuffle(items);
        return items;
    }
}
