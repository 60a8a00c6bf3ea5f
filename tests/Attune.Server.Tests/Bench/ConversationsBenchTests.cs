using Attune.Server.Verbs.Bench.Conversations;
using Attune.Server.Verbs.Processes;
using Attune.TestKit.Servers;

namespace Attune.Server.Tests.Bench;

/// <summary>A small load on the real program, through HTTP and WebSockets.</summary>
public sealed class ConversationsBenchTests
{
    [Fact]
    public async Task A_few_conversations_are_answered_whole_and_measured()
    {
        var plan = new ConversationsPlan { Conversations = 5, Seconds = 3, Every = 1 };
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(TimeSpan.FromSeconds(120));
        var report = await ConversationsBench.RunAsync(
            plan, ServerProgram.At(ProgramUnderTest.Path), TimeProvider.System, deadline.Token);

        Assert.True(report.Holds, report.Table);
        var metrics = report.Metrics.ToDictionary(metric => metric.Name, metric => metric.Value);
        Assert.Equal((15, 0, 0, 0), (metrics["messages"], metrics["lost"], metrics["duplicated"], metrics["reordered"]));
        Assert.True(metrics["firstPieceP50Ms"] > 0, report.Table);
        Assert.InRange(metrics["firstPieceP50Ms"], 0, metrics["firstPieceP99Ms"]);
        Assert.InRange(metrics["rssMb"], 20, 2_000);
        Assert.Equal(("synthetic", 15), (report.Data.Name, report.Data.Count));
    }
}
