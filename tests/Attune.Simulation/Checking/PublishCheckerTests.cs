using Attune.Server.Verbs.Simulate.Checking;
using Attune.Server.Verbs.Simulate.Wire;

namespace Attune.Simulation.Checking;

public sealed class PublishCheckerTests
{
    private static readonly IReadOnlyList<Draft> Drafts = [.. Scene.A.Concat(Scene.B).Select(Scene.DraftOf)];

    [Fact]
    public void What_is_acknowledged_and_stored_once_is_right() =>
        Assert.Empty(Scene.Rules(Scene.Log(), Drafts, new Acknowledgement(Drafts[0], 1), new Acknowledgement(Drafts[0], 1)));

    [Fact]
    public void An_acknowledged_event_that_is_not_in_the_log_is_lost()
    {
        var gone = new Draft("a", 1, 9, "gone", "{}");
        Assert.Equal(["lost_publish"], Scene.Rules(Scene.Log(), [.. Drafts, gone], new Acknowledgement(gone, 6)));
    }

    [Fact]
    public void An_unacknowledged_event_may_be_in_the_log_or_not() =>
        Assert.Empty(Scene.Rules(Scene.Log(), [.. Drafts, new Draft("a", 1, 9, "gone", "{}")]));

    [Fact]
    public void A_repeat_that_is_acknowledged_elsewhere_is_seen() =>
        Assert.Equal(["moved"], Scene.Rules(
            Scene.Log(), Drafts, new Acknowledgement(Drafts[0], 1), new Acknowledgement(Drafts[0], 6)));

    [Fact]
    public void An_event_that_stands_twice_is_seen()
    {
        var log = Scene.Log();
        log["b"] = [.. Scene.B, Scene.A[0] with { Topic = "b", Seq = 6, Prev = 5 }];
        var rules = Scene.Rules(log, Drafts);
        Assert.Contains("stored_twice", rules);
    }

    [Fact]
    public void A_changed_payload_is_seen()
    {
        var log = Scene.Log();
        log["b"] = [Scene.B[0], Scene.B[1] with { Data = """{"n": 5}""" }];
        Assert.Equal(["altered"], Scene.Rules(log, Drafts));
    }

    [Fact]
    public void An_event_that_nobody_published_is_seen() =>
        Assert.Equal(["invented"], Scene.Rules(Scene.Log(), [.. Drafts.Skip(1)]));

    [Fact]
    public void Events_of_one_publisher_in_another_order_are_seen()
    {
        var swapped = Drafts.Select(draft => draft.Id switch
        {
            "id-3" => draft with { Number = 4 },
            "id-4" => draft with { Number = 3 },
            _ => draft,
        });
        Assert.Equal(["publish_order"], Scene.Rules(Scene.Log(), [.. swapped]));
    }

    [Fact]
    public void A_seq_that_two_topics_share_is_reissued()
    {
        var log = Scene.Log();
        log["b"] = [Scene.B[0], Scene.B[1] with { Seq = 4 }];
        Assert.Contains("reissued", Scene.Rules(log, Drafts));
    }

    [Fact]
    public void A_log_out_of_order_is_seen()
    {
        var log = Scene.Log();
        log["b"] = [Scene.B[1] with { Prev = null }, Scene.B[0] with { Prev = null }];
        Assert.Contains("log_order", Scene.Rules(log, Drafts));
    }

    [Fact]
    public void A_broken_chain_in_the_log_is_seen()
    {
        var log = Scene.Log();
        log["b"] = [Scene.B[0], Scene.B[1] with { Prev = 1 }];
        Assert.Equal(["broken_chain"], Scene.Rules(log, Drafts));
    }
}
