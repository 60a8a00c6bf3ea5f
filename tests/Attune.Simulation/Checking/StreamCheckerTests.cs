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
        var violations = StreamChecker.CheckViews(new StreamHistory("s", null, "the text"u8.ToArray(), [copy]));
        Assert.Equal(rule is null ? [] : [rule], violations.Select(violation => violation.Rule));
    }

    [Theory]
    [InlineData(0, 8, false)]
    [InlineData(1, 8, true)]
    [InlineData(1, 7, false)]
    [InlineData(2, 8, false)]
    public void Its_topic_must_tell_of_the_end_exactly_once(int times, int length, bool isRight)
    {
        var other = Finishing("other", 3, 1);
        var log = new Dictionary<string, IReadOnlyList<LogEvent>>
        {
            ["a"] = [other, .. Enumerable.Range(2, times).Select(seq => Finishing("s", length, seq))],
        };
        var stream = new StreamHistory("s", "a", "the text"u8.ToArray(), []);
        Assert.Equal(isRight, !StreamChecker.CheckFinishingEvent(stream, log).Any());
    }

    private static LogEvent Finishing(string stream, int length, long seq) => new(
        "a", seq, null, $"end-{seq}", "stream.completed", $$"""{"stream":"{{stream}}","length":{"text":{{length}} } }""");
}
