using Attune.Server.Verbs.Simulate.Checking;

namespace Attune.Simulation.Checking;

public sealed class LogHashTests
{
    [Fact]
    public void It_does_not_depend_on_the_order_of_the_topics() => Assert.Equal(
        LogHash.Of(Scene.Log()),
        LogHash.Of(new Dictionary<string, IReadOnlyList<LogEvent>> { ["b"] = Scene.B, ["a"] = Scene.A }));

    [Fact]
    public void Every_field_changes_it()
    {
        var hashes = new[]
        {
            Scene.B[1], Scene.B[1] with { Seq = 6 }, Scene.B[1] with { Id = "x" }, Scene.B[1] with { Type = "x" },
            Scene.B[1] with { Data = "{}" },
        }.Select(last => LogHash.Of(new Dictionary<string, IReadOnlyList<LogEvent>> { ["b"] = [Scene.B[0], last] }));
        Assert.Equal(5, hashes.Distinct().Count());
    }
}
