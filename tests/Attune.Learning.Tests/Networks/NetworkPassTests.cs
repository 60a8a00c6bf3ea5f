using Attune.Learning.Networks;
using Attune.Learning.Statistics;
using Attune.Learning.Tensors;

namespace Attune.Learning.Tests.Networks;

/// <summary>
/// The gradients were derived by hand; here they are compared with what the loss really does when a weight is moved a
/// little. The loss is the sum of the scores, each times a fixed number, so that its derivatives by the scores are known.
/// </summary>
public sealed class NetworkPassTests
{
    private static readonly NetworkShape Shape = new(Words: 9, Width: 5, Units: 6, Outputs: 3);
    private static readonly int[][] Texts = [[2, 3, 4], [1], [], [5, 6, 7, 8, 2, 2]];

    [Fact]
    public void Every_gradient_agrees_with_a_finite_difference()
    {
        var random = new SplitMix64(4);
        var weights = NetworkWeights.Draw(Shape, random);
        for (var i = 0; i < weights.UnitBias.Length; i++)
            weights.UnitBias[i] = random.NextFraction() - 0.3f;
        var factors = Enumerable.Range(0, Texts.Length * Shape.Outputs).Select(_ => random.NextFraction() - 0.5f).ToArray();
        var (pass, batch, gradients) = (new NetworkPass(new MatrixProduct()), BatchOf(Texts), new NetworkWeights(Shape));
        pass.Read(weights, batch);
        pass.Score(weights, Texts.Length);
        pass.BackToPooled(weights, factors, Texts.Length, gradients);
        pass.BackToWords(weights, batch, gradients);
        var (checkedNumbers, moved) = (0, 0);
        foreach (var (values, slopes) in Parts(weights).Zip(Parts(gradients)))
        {
            for (var i = 0; i < values.Length; i++)
            {
                var isGap = ReferenceEquals(values, weights.Embedding) && i < Shape.Width;
                var expected = isGap ? 0 : Slope(weights, values, i, factors);
                Assert.True(Math.Abs(expected - slopes[i]) < 2e-3, $"{i}: {slopes[i]} is said, {expected} measured");
                checkedNumbers++;
                moved += Math.Abs(slopes[i]) > 1e-3 ? 1 : 0;
            }
        }

        Assert.True(moved > checkedNumbers / 2, $"only {moved} of {checkedNumbers} weights move the loss");
    }

    [Fact]
    public void A_text_has_the_same_score_alone_and_among_others()
    {
        var weights = NetworkWeights.Draw(Shape, new SplitMix64(5));
        var pass = new NetworkPass(new MatrixProduct());
        pass.Read(weights, BatchOf(Texts));
        var together = pass.Score(weights, Texts.Length).ToArray();
        for (var i = 0; i < Texts.Length; i++)
        {
            pass.Read(weights, BatchOf(Texts[i]));
            Assert.Equal(together[(i * Shape.Outputs)..((i + 1) * Shape.Outputs)], pass.Score(weights, 1).ToArray());
        }
    }

    [Fact]
    public void The_shares_of_the_words_and_the_bias_add_up_to_the_score()
    {
        var weights = NetworkWeights.Draw(Shape, new SplitMix64(6));
        weights.OutputBias[1] = 0.7f;
        var scratch = new NetworkScratch();
        var score = scratch.Score(weights, Texts[3])[1];
        var shares = scratch.SharesOf(weights, Texts[3], 1);
        Assert.Equal(Texts[3].Length, shares.Length);
        Assert.Equal(score, shares.Sum() + 0.7f, 1e-5);
        Assert.Contains(shares, share => Math.Abs(share) > 1e-4);
    }

    /// <summary>The central difference; small enough a step that hardly a unit crosses 0.</summary>
    private static double Slope(NetworkWeights weights, float[] values, int at, float[] factors)
    {
        const float Step = 1e-3f;
        var before = values[at];
        values[at] = before + Step;
        var above = Loss(weights, factors);
        values[at] = before - Step;
        var below = Loss(weights, factors);
        values[at] = before;
        return (above - below) / (2 * Step);
    }

    private static double Loss(NetworkWeights weights, float[] factors)
    {
        var pass = new NetworkPass(new MatrixProduct());
        pass.Read(weights, BatchOf(Texts));
        var scores = pass.Score(weights, Texts.Length);
        var sum = 0.0;
        for (var i = 0; i < scores.Length; i++)
            sum += scores[i] * (double)factors[i];
        return sum;
    }

    private static float[][] Parts(NetworkWeights weights) => [weights.Embedding, .. weights.Dense];

    private static TextBatch BatchOf(params int[][] texts)
    {
        var batch = new TextBatch();
        foreach (var text in texts)
            batch.Add(text);
        return batch;
    }
}
