using Attune.Server.Verbs.Simulate.Checking;

namespace Attune.Simulation.Checking;

public sealed class SubscriberCheckerTests
{
    private static readonly Observation Reconnected = new Observation.Connected(new HashSet<string> { "a", "b" });

    [Fact]
    public void The_whole_log_in_order_is_right() => Assert.Empty(Scene.Rules(Scene.SawAllBut()));

    [Fact]
    public void A_missing_event_in_the_middle_is_a_loss() => Assert.Contains("lost", Scene.Rules(Scene.SawAllBut(3)));

    [Fact]
    public void A_missing_last_event_is_a_loss() => Assert.Equal(["lost"], Scene.Rules(Scene.SawAllBut(5)));

    [Fact]
    public void A_double_is_seen_even_on_a_later_connection() =>
        Assert.Equal(["doubled"], Scene.Rules(
            [.. Scene.SawAllBut(), Reconnected, Scene.Saw(Scene.B[1])]));

    [Fact]
    public void The_order_over_topics_counts_where_they_were_resumed_together() =>
        Assert.Equal(["reordered"], Scene.Rules(
            [Scene.Saw(Scene.B[0]), Scene.Saw(Scene.A[0]), .. Scene.SawAllBut(1, 2)]));

    [Fact]
    public void The_order_over_topics_does_not_count_for_one_subscribed_later() =>
        Assert.Empty(Scene.Rules(
            new HashSet<string> { "a" }, [Scene.Saw(Scene.B[0]), Scene.Saw(Scene.B[1]), .. Scene.SawAllBut(2, 5)]));

    [Fact]
    public void Another_event_under_a_seq_is_reissued() =>
        Assert.Contains("reissued", Scene.Rules([.. Scene.SawAllBut(5), Scene.Saw(Scene.B[1] with { Id = "other" })]));

    [Fact]
    public void A_changed_payload_is_seen() =>
        Assert.Equal(["altered"], Scene.Rules([.. Scene.SawAllBut(5), Scene.Saw(Scene.B[1] with { Data = "{}" })]));

    [Fact]
    public void A_wrong_prev_is_seen() =>
        Assert.Equal(["broken_chain"], Scene.Rules([.. Scene.SawAllBut(5), Scene.Saw(Scene.B[1] with { Prev = 4 })]));

    [Fact]
    public void An_event_that_the_log_does_not_have_is_seen() =>
        Assert.Equal(["phantom"], Scene.Rules([.. Scene.SawAllBut(), Scene.Saw(Scene.Event("a", 6, 4))]));

    [Fact]
    public void An_event_of_a_topic_that_was_not_asked_for_is_seen() =>
        Assert.Equal(["stray"], Scene.Rules([.. Scene.SawAllBut(), Scene.Saw(Scene.Event("c", 6, 0))]));

    [Fact]
    public void A_gap_excuses_only_what_the_log_no_longer_has() =>
        Assert.Equal(["needless_gap"], Scene.Rules([new Observation.GapTold("a", 1, 1), .. Scene.SawAllBut(1)]));

    [Fact]
    public void A_true_gap_is_no_violation()
    {
        var trimmed = new Dictionary<string, IReadOnlyList<LogEvent>> { ["a"] = [Scene.A[2] with { Prev = null }] };
        Observation[] seen =
        [
            new Observation.Connected(new HashSet<string> { "a" }), new Observation.Started("a", 0),
            new Observation.GapTold("a", 1, 3), Scene.Saw(Scene.A[2] with { Prev = null }),
        ];
        var subscriber = new SubscriberHistory("s", new HashSet<string> { "a" }, seen);
        Assert.Empty(new SubscriberChecker(subscriber, LogIndex.Of(trimmed)).Check());
    }

    [Fact]
    public void A_rewind_of_what_the_log_still_has_is_seen() =>
        Assert.Equal(["needless_rewind"], Scene.Rules(
            [.. Scene.SawAllBut(), new Observation.Rewound("b", 2), Reconnected, Scene.Saw(Scene.B[1])]));

    [Fact]
    public void A_rewind_takes_back_what_the_log_does_not_have()
    {
        var gone = Scene.Saw(Scene.B[1] with { Id = "gone" });
        var rules = Scene.Rules(
            [.. Scene.SawAllBut(5), gone, new Observation.Rewound("b", 2), Reconnected, Scene.Saw(Scene.B[1])]);
        Assert.DoesNotContain("doubled", rules);
        Assert.DoesNotContain("needless_rewind", rules);
        Assert.DoesNotContain("lost", rules);
    }

    [Fact]
    public void A_later_start_does_not_excuse_a_hole() =>
        Assert.Contains("lost", Scene.Rules([new Observation.Started("a", 3), .. Scene.SawAllBut(1, 3)]));

    [Fact]
    public void A_topic_that_was_never_acknowledged_is_seen()
    {
        var subscriber = new SubscriberHistory("s", new HashSet<string> { "a" }, []);
        var violation = Assert.Single(new SubscriberChecker(subscriber, LogIndex.Of(Scene.Log())).Check());
        Assert.Equal("never_started", violation.Rule);
    }
}
