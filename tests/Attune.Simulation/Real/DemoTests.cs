using Attune.Server.Verbs.Demo;
using Attune.Server.Verbs.Simulate;

namespace Attune.Simulation.Real;

[Collection(nameof(RealProgram))]
public sealed class DemoTests
{
    private const string ShortText =
        "Both watchers see the same words. 兩位觀看者看到同樣的文字。"
        + " Then the server is killed, and comes back, and nobody has lost a byte. 🙂";

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task The_demo_holds_with_a_short_text()
    {
        using var deadline = new CancellationTokenSource(Deadline);
        await using var output = new StringWriter();
        var exitCode = await DemoVerb.RunAsync(
            ShortText, 200, new SplitMix(1), RealProgram.Find(), new PlainScreen(output), TimeProvider.System, deadline.Token);
        var story = output.ToString();
        Assert.True(exitCode == 0, story);
        Assert.Contains("kill -9", story, StringComparison.Ordinal);
        Assert.Contains("watcher A is back and asks for what follows byte", story, StringComparison.Ordinal);
        Assert.Contains("Verdict: holds.", story, StringComparison.Ordinal);
    }
}
