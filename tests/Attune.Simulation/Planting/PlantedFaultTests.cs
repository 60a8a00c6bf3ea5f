using Attune.Server.Verbs.Simulate;
using Attune.Server.Verbs.Simulate.Checking;
using Attune.Server.Verbs.Simulate.Planting;

namespace Attune.Simulation.Planting;

/// <summary>The checker sees every planted fault, in every one of 50 seeds, and sees nothing where nothing is wrong.</summary>
public sealed class PlantedFaultTests
{
    private const int Seeds = 50;

    [Fact]
    public void A_correct_run_has_no_violations()
    {
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var violations = Checker.Check(DrawnHistory.Draw(seed, PlantedFault.None).History);
            Assert.True(violations.Count == 0, $"seed {seed}: {string.Join("; ", violations.Take(3))}");
        }
    }

    [Theory]
    [InlineData("Dropped", "lost")]
    [InlineData("Doubled", "doubled")]
    [InlineData("Swapped", "reordered")]
    [InlineData("Reissued", "reissued")]
    [InlineData("Recovered", "lost")]
    [InlineData("Untold", "lost")]
    [InlineData("Excused", "needless_gap")]
    public void A_planted_fault_is_caught_and_named(string name, string rule)
    {
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var (history, planted) = DrawnHistory.Draw(seed, Enum.Parse<PlantedFault>(name));
            Assert.True(planted > 0, $"seed {seed}: {name} was never planted");
            var rules = Checker.Check(history).Select(violation => violation.Rule).ToList();
            Assert.True(rules.Contains(rule), $"seed {seed}: expected '{rule}', the checker said '{string.Join(", ", rules)}'");
        }
    }

    [Fact]
    public void A_covered_up_hole_leaves_the_chain_that_the_subscriber_sees_unbroken()
    {
        var (history, _) = DrawnHistory.Draw(1, PlantedFault.Recovered);
        foreach (var subscriber in history.Subscribers)
        {
            var last = new Dictionary<string, long>();
            // Topics that skip have holes that are told.
            foreach (var item in subscriber.Observations.OfType<Observation.Delivered>().Select(delivered => delivered.Event)
                .Where(item => item.Topic != SkimmedTopics.Conflating))
            {
                if (last.TryGetValue(item.Topic, out var before))
                    Assert.Equal(before, item.Prev);
                last[item.Topic] = item.Seq;
            }
        }
    }
}
