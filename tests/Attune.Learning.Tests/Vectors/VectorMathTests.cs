using Attune.Learning.Statistics;
using Attune.Learning.Vectors;

namespace Attune.Learning.Tests.Vectors;

/// <summary>Every length around the lanes is compared with the plain loop.</summary>
public sealed class VectorMathTests
{
    private const int LongestTried = 70;

    [Fact]
    public void Dot_is_the_sum_of_products()
    {
        Assert.Equal(32f, VectorMath.Dot([1, 2, 3], [4, 5, 6]));
        for (var length = 0; length <= LongestTried; length++)
        {
            var (left, right) = (Numbers(length, 1), Numbers(length, 2));
            var expected = 0.0;
            for (var i = 0; i < length; i++)
                expected += left[i] * (double)right[i];
            Assert.Equal(expected, VectorMath.Dot(left, right), 1e-4);
        }
    }

    [Fact]
    public void AddScaled_equals_the_plain_loop_to_the_bit()
    {
        for (var length = 0; length <= LongestTried; length++)
        {
            var (source, target) = (Numbers(length, 3), Numbers(length, 4));
            var expected = target.ToArray();
            for (var i = 0; i < length; i++)
                expected[i] += 0.37f * source[i];
            VectorMath.AddScaled(0.37f, source, target);
            Assert.Equal(expected, target);
        }
    }

    [Fact]
    public void AddScaled_of_quantised_numbers_equals_the_plain_loop_to_the_bit()
    {
        for (var length = 0; length <= LongestTried; length++)
        {
            sbyte[] source = [.. Enumerable.Range(0, length).Select(i => (sbyte)((i * 37) - 128))];
            var target = Numbers(length, 5);
            var expected = target.ToArray();
            for (var i = 0; i < length; i++)
                expected[i] += -1.3f * source[i];
            VectorMath.AddScaled(-1.3f, source, target);
            Assert.Equal(expected, target);
        }
    }

    [Fact]
    public void Different_lengths_are_refused()
    {
        Assert.Throws<ArgumentException>(() => VectorMath.Dot(new float[8], new float[9]));
        Assert.Throws<ArgumentException>(() => VectorMath.AddScaled(1, new float[9], new float[8]));
        Assert.Throws<ArgumentException>(() => VectorMath.AddScaled(1, new sbyte[9], new float[8]));
    }

    private static float[] Numbers(int count, ulong seed)
    {
        var random = new SplitMix64(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (random.NextBelow(2_000_001) / 1_000_000f) - 1)];
    }
}
