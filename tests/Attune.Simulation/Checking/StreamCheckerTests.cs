using Attune.Server.Verbs.Simulate.Checking;

namespace Attune.Simulation.Checking;

public sealed class StreamCheckerTests
{
    [Theory]
    [InlineData("the text", "complete", null)]
    [InlineData("the tex", "complete", "not_identical")]
    [InlineData("the text!", "complete", "not_identical")]
    [InlineData("the teXt", "complete", "not_identical")]
    [InlineData("the text", "open", "unfinished")]
    [InlineData("the text", null, "unfinished")]
    public void A_viewer_must_end_with_the_same_bytes(string seen, string? state, string? rule)
    {
        var copy = new StreamCopy("viewer", System.Text.Encoding.UTF8.GetBytes(seen), state);
        var violations = StreamChecker.Check(new StreamHistory("s", "the text"u8.ToArray(), [copy]));
        Assert.Equal(rule is null ? [] : [rule], violations.Select(violation => violation.Rule));
    }
}
