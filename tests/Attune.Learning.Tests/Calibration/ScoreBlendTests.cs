using Attune.Learning.Calibration;
using Attune.Learning.Statistics;

namespace Attune.Learning.Tests.Calibration;

public sealed class ScoreBlendTests
{
    [Fact]
    public void The_weights_that_made_the_answers_are_found_again()
    {
        var (first, second, answers) = Draw(20_000, new ScoreBlend(1.5f, -0.7f, -1f));
        var blend = ScoreBlend.Fit(first, second, answers);
        Assert.Equal(1.5, blend.First, 0.1);
        Assert.Equal(-0.7, blend.Second, 0.1);
        Assert.Equal(-1, blend.Offset, 0.1);
    }

    [Fact]
    public void A_score_that_says_nothing_gets_no_weight()
    {
        var (first, second, answers) = Draw(20_000, new ScoreBlend(2f, 0f, -2f));
        Assert.Equal(0, ScoreBlend.Fit(first, second, answers).Second, 0.1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void One_answer_only_gives_a_probability_and_not_a_fault(bool answer)
    {
        var blend = ScoreBlend.Fit([1f, 2f, 3f], [0f, 1f, 0f], [answer, answer, answer]);
        Assert.InRange(blend.Probability(2, 0), answer ? 0.5f : 0f, answer ? 1f : 0.5f);
    }

    [Fact]
    public void Two_scores_that_are_one_are_shared()
    {
        var (first, _, answers) = Draw(5_000, new ScoreBlend(1f, 0f, 0f));
        var blend = ScoreBlend.Fit(first, first, answers);
        Assert.Equal(1, blend.First + blend.Second, 0.15);
        Assert.Equal(blend.First, blend.Second, 0.01);
    }

    [Fact]
    public void Lists_of_different_length_are_refused()
    {
        Assert.Throws<ArgumentException>(() => ScoreBlend.Fit([1f], [1f, 2f], [true]));
        Assert.Throws<ArgumentException>(() => ScoreBlend.Fit([], [], []));
    }

    private static (float[] First, float[] Second, bool[] Answers) Draw(int count, ScoreBlend truth)
    {
        var random = new SplitMix64(3);
        var (first, second, answers) = (new float[count], new float[count], new bool[count]);
        for (var i = 0; i < count; i++)
        {
            (first[i], second[i]) = ((6 * random.NextFraction()) - 3, (6 * random.NextFraction()) - 3);
            answers[i] = random.NextFraction() < truth.Probability(first[i], second[i]);
        }

        return (first, second, answers);
    }
}
