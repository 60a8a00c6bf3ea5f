using Attune.Learning.Statistics;
using Attune.Learning.Tensors;

namespace Attune.Learning.Tests.Tensors;

public sealed class MatrixProductTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(4, 32, 192)]
    [InlineData(5, 33, 193)]
    [InlineData(7, 39, 128)]
    [InlineData(3, 31, 400)]
    [InlineData(66, 64, 7)]
    public void Each_element_is_the_chain_of_fused_steps_that_the_definition_says(int rows, int columns, int depth)
    {
        var random = new SplitMix64(1);
        var (left, right, start) = (Draw(rows * depth, random), Draw(depth * columns, random), Draw(rows * columns, random));
        var target = start.ToArray();
        new MatrixProduct().AddTo(new(left, rows, depth), new(right, depth, columns), new(target, rows, columns));
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                var expected = start[(row * columns) + column];
                for (var k = 0; k < depth; k++)
                    expected = MathF.FusedMultiplyAdd(left[(row * depth) + k], right[(k * columns) + column], expected);
                Assert.Equal(expected, target[(row * columns) + column]);
            }
        }
    }

    [Fact]
    public void Transposed_and_overlapping_views_are_read_by_their_strides()
    {
        var random = new SplitMix64(2);
        var (values, other) = (Draw(60, random), Draw(60, random));
        // Five windows of three rows of four numbers; the second factor is stored column after column.
        var windows = new MatrixView(values, 0, 5, 12, 4);
        var right = new MatrixView(other, 4, 12).Transposed;
        var target = new float[20];
        new MatrixProduct().AddTo(windows, right, new(target, 5, 4));
        for (var row = 0; row < 5; row++)
        {
            for (var column = 0; column < 4; column++)
            {
                var expected = 0f;
                for (var k = 0; k < 12; k++)
                    expected = MathF.FusedMultiplyAdd(values[(row * 4) + k], other[(column * 12) + k], expected);
                Assert.Equal(expected, target[(row * 4) + column]);
            }
        }
    }

    [Fact]
    public void Threads_change_no_bit()
    {
        var random = new SplitMix64(3);
        var (left, right) = (Draw(1_100 * 192, random), Draw(192 * 64, random));
        var (alone, shared) = (new float[1_100 * 64], new float[1_100 * 64]);
        new MatrixProduct().AddTo(new(left, 1_100, 192), new(right, 192, 64), new(alone, 1_100, 64));
        new MatrixProduct(threads: 8).AddTo(new(left, 1_100, 192), new(right, 192, 64), new(shared, 1_100, 64));
        Assert.Equal(alone, shared);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        var product = new MatrixProduct();
        var values = new float[12];
        Assert.Throws<ArgumentException>(() => product.AddTo(new(values, 3, 4), new(values, 3, 4), new(values, 3, 4)));
        Assert.Throws<ArgumentException>(() => new MatrixView(values, 3, 5));
        Assert.Throws<ArgumentException>(() => new MatrixView(values, 1, 3, 4, 4));
        Assert.Throws<ArgumentException>(
            () => product.AddTo(new(values, 2, 1), new(values, 1, 4), new(values, 0, 2, 4, 2)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MatrixProduct(threads: 0));
    }

    private static float[] Draw(int count, SplitMix64 random) =>
        [.. Enumerable.Range(0, count).Select(_ => random.NextFraction() - 0.5f)];
}
