using Attune.Server.Verbs.Simulate;
using Attune.Server.Verbs.Simulate.Checking;

namespace Attune.Simulation.Checking;

/// <summary>A told skip is no loss, as long as the topic's policy allows just this; an untold one is.</summary>
public sealed class SkippingTests
{
    /// <summary>Seq 1 and 2 have one key, 3 another, 4 none.</summary>
    private static readonly string?[] s_keys = ["k", "k", "j", null];

    [Fact]
    public void A_superseded_event_may_be_left_out_when_it_is_told() =>
        Assert.Empty(Rules(SkimmedTopics.Conflating, Gap(1, 1, Observation.Conflated, 1), Saw(2), Saw(3), Saw(4)));

    [Fact]
    public void Left_out_without_a_word_it_is_lost() =>
        Assert.Equal(["lost"], Rules(SkimmedTopics.Conflating, Saw(2), Saw(3), Saw(4)));

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void The_newest_of_a_key_and_an_event_without_one_may_not_be_left_out(int last) => Assert.Contains("needless_gap",
        Rules(SkimmedTopics.Conflating,
            [Gap(1, last, Observation.Conflated, last), .. Enumerable.Range(last + 1, 4 - last).Select(Saw)]));

    [Theory]
    [InlineData("finance", Observation.Conflated)]
    [InlineData("finance", Observation.Dropped)]
    [InlineData(SkimmedTopics.Dropping, Observation.Conflated)]
    [InlineData(SkimmedTopics.Conflating, Observation.Dropped)]
    [InlineData(SkimmedTopics.Disconnecting, Observation.Dropped)]
    public void Another_topic_may_not_do_it(string topic, string reason) =>
        Assert.Equal(["needless_gap"], Rules(topic, Gap(1, 1, reason, 1), Saw(2), Saw(3), Saw(4)));

    [Fact]
    public void How_many_are_left_out_is_counted() => Assert.Equal(["miscounted"],
        Rules(SkimmedTopics.Conflating, Gap(1, 1, Observation.Conflated, 2), Saw(2), Saw(3), Saw(4)));

    [Fact]
    public void A_reader_that_is_behind_may_be_moved_on_but_not_past_the_end()
    {
        Assert.Empty(Rules(SkimmedTopics.Dropping, Saw(1), Gap(2, 3, Observation.Dropped, 2), Saw(4)));
        Assert.Equal(["needless_gap"], Rules(SkimmedTopics.Dropping, Saw(1), Gap(2, 4, Observation.Dropped, 3)));
    }

    [Fact]
    public void A_replay_that_was_asked_for_may_not_be_dropped() => Assert.Equal(["needless_gap"], Rules(
        SkimmedTopics.Dropping, Connected(newest: 2), Saw(1), Gap(2, 3, Observation.Dropped, 2), Saw(4)));

    [Fact]
    public void What_was_told_as_left_out_may_come_on_a_later_connection_only()
    {
        var gap = Gap(2, 3, Observation.Dropped, 2);
        Assert.Empty(Rules(SkimmedTopics.Dropping, Saw(1), gap, Connected(), Saw(2), Saw(3), Saw(4)));
        Assert.Empty(Rules(SkimmedTopics.Dropping, Saw(1), gap, Connected(), Saw(3), Saw(4)));
        Assert.Contains("reordered", Rules(SkimmedTopics.Dropping, Saw(1), gap, Saw(2), Saw(3), Saw(4)));
        Assert.Contains("doubled", Rules(SkimmedTopics.Dropping, Saw(1), gap, Connected(), Saw(1), Saw(4)));
    }

    [Fact]
    public void A_gap_over_what_has_come_is_seen() => Assert.Contains("overlapping_gap",
        Rules(SkimmedTopics.Conflating, Saw(1), Gap(1, 1, Observation.Conflated, 1), Saw(2), Saw(3), Saw(4)));

    private static Func<string, Observation> Saw(int seq) => topic => new Observation.Delivered(Event(topic, seq));

    private static Func<string, Observation> Gap(long from, long to, string reason, long missed) =>
        topic => new Observation.GapTold(topic, from, to, reason, missed);

    private static Func<string, Observation> Connected(long newest = 0) => topic =>
        new Observation.Connected(new HashSet<string> { topic }, new Dictionary<string, long> { [topic] = newest });

    private static LogEvent Event(string topic, int seq) => Scene.Event(topic, seq, seq - 1) with { Key = s_keys[seq - 1] };

    private static IReadOnlyList<string> Rules(string topic, params Func<string, Observation>[] seen)
    {
        var log = new Dictionary<string, IReadOnlyList<LogEvent>>
        {
            [topic] = [.. Enumerable.Range(1, s_keys.Length).Select(seq => Event(topic, seq))],
        };
        Observation[] all = [Connected()(topic), new Observation.Started(topic, 0), .. seen.Select(make => make(topic))];
        var subscriber = new SubscriberHistory("s", new HashSet<string> { topic }, all);
        return [.. new SubscriberChecker(subscriber, LogIndex.Of(log)).Check().Select(violation => violation.Rule)];
    }
}
