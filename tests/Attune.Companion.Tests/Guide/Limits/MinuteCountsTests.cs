using Attune.Companion.Guide.Limits;
using Attune.TestKit.Time;

namespace Attune.Companion.Tests.Guide.Limits;

/// <summary>Counting by the minute.</summary>
public sealed class MinuteCountsTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public void As_many_as_allowed_pass_in_a_minute_and_the_next_one_is_told_when_to_come()
    {
        var counts = new MinuteCounts<string>(100, "shared", _clock);
        Assert.Null(counts.Add("a", 2));
        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Null(counts.Add("a", 2));
        Assert.Equal(TimeSpan.FromSeconds(50), counts.Add("a", 2));
        Assert.Null(counts.Add("b", 2));
        _clock.Advance(TimeSpan.FromSeconds(50));
        Assert.Null(counts.Add("a", 2));
    }

    [Fact]
    public void Keys_beyond_the_bound_share_one_count()
    {
        var counts = new MinuteCounts<int>(2, -1, _clock);
        Assert.Null(counts.Add(1, 1));
        Assert.Null(counts.Add(2, 1));
        Assert.Null(counts.Add(3, 1));
        Assert.NotNull(counts.Add(4, 1));
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(counts.Add(4, 1));
    }
}
