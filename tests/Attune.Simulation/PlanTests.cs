using Attune.Server.Verbs.Simulate;
using Attune.Server.Verbs.Simulate.Wire;

namespace Attune.Simulation;

public sealed class PlanTests
{
    [Fact]
    public void The_same_seed_gives_the_same_plan()
    {
        Assert.Equal(Describe(SimulationPlan.Draw(7, 8, 50)), Describe(SimulationPlan.Draw(7, 8, 50)));
        Assert.NotEqual(Describe(SimulationPlan.Draw(7, 8, 50)), Describe(SimulationPlan.Draw(8, 8, 50)));
    }

    [Fact]
    public void What_one_actor_draws_does_not_depend_on_how_many_there_are() => Assert.Equal(
        Describe(SimulationPlan.Draw(7, 8, 50).Publishers[3]), Describe(SimulationPlan.Draw(7, 4, 10).Publishers[3]));

    [Fact]
    public void Thirty_seeds_cover_every_kind_of_behaviour()
    {
        var plans = Enumerable.Range(1, 30).Select(seed => SimulationPlan.Draw(seed, 8, 50)).ToList();
        var subscribers = plans.SelectMany(plan => plan.Subscribers).ToList();
        Assert.All(plans, plan => Assert.InRange(plan.Kills.Count, 1, 3));
        Assert.All(plans, plan => Assert.All(plan.Kills, kill => Assert.InRange(kill.After, 1, plan.Events - 1)));
        Assert.Contains(subscribers, item => item is { FromStart: true, JoinAfter: 0 });
        Assert.Contains(subscribers, item => item is { FromStart: true, JoinAfter: > 0 });
        Assert.Contains(subscribers, item => item is { FromStart: false });
        Assert.Contains(subscribers, item => item.SubscribedLater > 0);
        Assert.Contains(subscribers, item => item.CutAfter.Count > 1);
        Assert.All(Enum.GetValues<Transport>(), transport =>
            Assert.Contains(subscribers, item => item.Transports.Contains(transport) && item.Transports.Distinct().Count() > 1));
        Assert.Contains(subscribers, item => item.IsSlow);
        Assert.All(subscribers.Where(item => item.IsSlow), item =>
            Assert.Superset(SkimmedTopics.All.ToHashSet(), item.Topics.ToHashSet()));
        Assert.All(subscribers.Where(item => item.SubscribedLater > 0), item =>
            Assert.Equal([Transport.WebSocket], item.Transports));
        Assert.Contains(plans, plan => plan.Disk is not null);
        Assert.Contains(plans, plan => plan.Disk is null);
        Assert.Equal(SimulationPlan.Topics.Count, subscribers.Max(item => item.Topics.Count));
    }

    [Theory]
    [InlineData(1, 0x910A2DEC89025CC1)]
    [InlineData(1234567, 0x599ED017FB08FC85)]
    public void The_random_source_gives_the_published_numbers(ulong seed, ulong first) =>
        Assert.Equal(first, new SplitMix(seed).Next());

    private static string Describe(SimulationPlan plan) => string.Join('\n', plan.Publishers.Select(Describe)
        .Concat(plan.Streams.Select(item => string.Concat(item.Pieces)))
        .Concat(PlanText.Of(plan)));

    private static string Describe(PublisherPlan plan) => string.Join('\n', plan.Drafts);
}
