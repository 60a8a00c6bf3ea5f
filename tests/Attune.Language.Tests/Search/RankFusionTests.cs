using Attune.Language.Search;

namespace Attune.Language.Tests.Search;

public sealed class RankFusionTests
{
    [Fact]
    public void Scores_are_those_of_the_formula()
    {
        var joined = RankFusion.Join<string>(10, ["a", "b", "c"], ["c", "a", "d"]);
        Assert.Equal(["a", "c", "b", "d"], joined.Select(item => item.Item));
        Assert.Equal((1.0 / 61) + (1.0 / 62), joined[0].Score, 6);
        Assert.Equal((1.0 / 63) + (1.0 / 61), joined[1].Score, 6);
        Assert.Equal(1.0 / 62, joined[2].Score, 6);
        Assert.Equal(1.0 / 63, joined[3].Score, 6);
    }

    [Fact]
    public void Equal_scores_keep_the_order_of_the_rankings_and_the_limit_holds()
    {
        Assert.Equal(["a", "b", "c"], RankFusion.Join<string>(3, ["a", "c"], ["b", "d"]).Select(item => item.Item));
        Assert.Equal(["a"], RankFusion.Join<string>(1, ["a", "c"], []).Select(item => item.Item));
        Assert.Empty(RankFusion.Join<string>(3, [], []));
        Assert.Throws<ArgumentOutOfRangeException>(() => RankFusion.Join<string>(0, ["a"]));
    }
}
