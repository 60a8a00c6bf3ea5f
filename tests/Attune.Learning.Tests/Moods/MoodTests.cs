using Attune.Learning.Affect;
using Attune.Learning.Moods;
using Attune.Learning.Statistics;

namespace Attune.Learning.Tests.Moods;

public sealed class MoodTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly AffectPoint Low = new(-1, 0, 0);
    private static readonly AffectPoint High = new(1, 0, 0);

    [Fact]
    public void After_ten_messages_what_was_said_counts_half_of_what_is_said_now()
    {
        double Share(int high)
        {
            var mood = ConversationMood.None;
            for (var i = 0; i <= 10; i++)
                mood = mood.With(i == high ? High : default, Noon);
            Assert.Equal(11, mood.Messages);
            return mood.Point.Valence;
        }

        Assert.Equal(0.5, Share(0) / Share(10), 9);
        Assert.Equal(1, Enumerable.Range(0, 11).Sum(Share), 9);
    }

    [Theory]
    [InlineData(2, 1 / 3.0)]
    [InlineData(4, 0.2)]
    public void After_two_hours_what_was_said_counts_half_of_what_is_said_now(int hours, double share) =>
        Assert.Equal(share, ConversationMood.None.With(High, Noon).With(default, Noon.AddHours(hours)).Point.Valence, 9);

    [Fact]
    public void The_first_message_does_not_outweigh_those_that_follow()
    {
        var mood = ConversationMood.None.With(High, Noon);
        for (var i = 0; i < 4; i++)
            mood = mood.With(Low, Noon);
        Assert.InRange(mood.Point.Valence, -0.7, -0.5);
    }

    [Fact]
    public void A_clock_that_goes_back_neither_fails_nor_lives_longer()
    {
        var mood = ConversationMood.None.With(High, Noon).With(Low, Noon.AddDays(-1));
        Assert.Equal(ConversationMood.None.With(High, Noon).With(Low, Noon).Point, mood.Point);
        Assert.Equal(Noon, mood.At);
    }

    [Fact]
    public void A_baseline_is_not_moved_by_a_few_wild_values()
    {
        var random = new SplitMix64(9);
        var even = Enumerable.Range(0, 100).Select(i => (Noon.AddHours(-i), 0.1 + (0.1 * random.NextFraction()))).ToList();
        var usual = MoodBaseline.Of(even, Noon)!;
        var wild = MoodBaseline.Of([.. even, .. Enumerable.Range(0, 20).Select(i => (Noon.AddMinutes(-i), -1.0))], Noon)!;
        Assert.InRange(wild.Usual, usual.Usual - 0.02, usual.Usual);
        Assert.InRange(wild.Spread, usual.Spread, usual.Spread * 2);
        Assert.True(wild.Standardised(-1) < -8);
    }

    [Fact]
    public void Where_most_messages_say_nothing_the_others_still_have_a_spread()
    {
        var mixed = Enumerable.Range(0, 100).Select(i => (Noon.AddHours(-i), (i % 5) switch
        {
            0 => 0.15,
            1 => -0.15,
            _ => 0.0,
        }));
        var usual = MoodBaseline.Of(mixed, Noon)!;
        Assert.Equal((0.0, 0.0752), (usual.Usual, Math.Round(usual.Spread, 4)));
        // Two sad messages in a row are nothing unusual for such a person, three are.
        var change = default(MoodChange);
        foreach (var direction in (int[])[0, 0, -1])
        {
            change = change.With(usual.Standardised(-0.15));
            Assert.Equal(direction, change.Direction);
        }
    }

    [Fact]
    public void Too_few_or_too_old_values_are_no_baseline()
    {
        var old = Enumerable.Range(0, 100).Select(i => (Noon.AddDays(-31 - i), 0.5));
        Assert.Null(MoodBaseline.Of(old, Noon));
        Assert.Null(MoodBaseline.Of(Enumerable.Range(0, MoodBaseline.Least - 1).Select(i => (Noon.AddHours(-i), 0.5)), Noon));
        var enough = Enumerable.Range(0, MoodBaseline.Least).Select(i => (Noon.AddHours(-i), 0.5));
        Assert.Equal(0.5, MoodBaseline.Of(enough, Noon)!.Usual);
    }

    [Theory]
    [InlineData(-3.0, -1, 2)]
    [InlineData(-1.5, -1, 5)]
    [InlineData(2.0, 1, 3)]
    public void Several_values_on_one_side_are_a_change(double standardised, int direction, int needed)
    {
        var change = default(MoodChange);
        for (var i = 1; i <= needed; i++)
        {
            Assert.Equal(0, change.Direction);
            change = change.With(standardised);
        }

        Assert.Equal(direction, change.Direction);
    }

    [Theory]
    [InlineData(-100)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(double.NaN)]
    public void One_value_is_never_a_change(double standardised) =>
        Assert.Equal(0, default(MoodChange).With(standardised).Direction);

    [Fact]
    public void What_is_usual_is_never_a_change()
    {
        var change = default(MoodChange);
        for (var i = 0; i < 10_000; i++)
        {
            change = change.With(i % 2 == 0 ? 0.9 : -0.9);
            Assert.Equal(0, change.Direction);
        }
    }

    [Fact]
    public void A_companion_comes_home_when_nothing_is_said()
    {
        var companion = new CompanionMood(new AffectPoint(0.4, 0.1, 0.2), 0.3, TimeSpan.FromHours(1));
        Assert.Equal(-0.3, companion.After(Low, TimeSpan.FromHours(1)).Valence, 9);
        Assert.Equal(0.4, companion.After(Low, TimeSpan.FromDays(30)).Valence, 6);
        Assert.Equal(-1, companion.After(Low, TimeSpan.FromHours(-1)).Valence, 9);
    }

    [Theory]
    [InlineData(0.3, 0.3)]
    [InlineData(5, CompanionMood.MaxEmpathy)]
    [InlineData(-1, 0)]
    [InlineData(double.NaN, 0)]
    public void A_companion_is_moved_by_its_share_and_no_further(double empathy, double share)
    {
        var companion = new CompanionMood(default, empathy, TimeSpan.FromHours(1));
        var mood = default(AffectPoint);
        for (var i = 0; i < 60; i++)
        {
            var moved = companion.Moved(mood, Low);
            Assert.InRange(moved.Valence, -share - 1e-9, mood.Valence);
            mood = moved;
        }

        Assert.Equal(-share, mood.Valence, 9);
    }
}
