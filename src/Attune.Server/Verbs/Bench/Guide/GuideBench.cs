using Attune.Server.Verbs.Describe;
using Attune.Server.Verbs.Processes;
using Attune.Server.Verbs.ScriptedModel;

namespace Attune.Server.Verbs.Bench.Guide;

/// <summary>
/// The museum's guide on a server of its own: what the parallel parts cost above the slower one, how it bears many visitors at
/// the same moment while the describer is slow, and what is won by asking in parallel.
/// </summary>
internal static class GuideBench
{
    private const int WarmUpWaves = 3;
    private const int ModelVisitors = 10;
    private const int ModelPieces = 40;

    /// <summary>Quick enough not to hide the cost, slow enough to be the slower part.</summary>
    private static readonly TimeSpan QuickDescriber = TimeSpan.FromMilliseconds(30);

    /// <exception cref="ServerFailedException">The server did not start.</exception>
    /// <exception cref="HttpRequestException">It does not do what it should.</exception>
    public static async Task<BenchReport> RunAsync(
        GuidePlan plan, ServerProgram program, TimeProvider clock, CancellationToken cancellation)
    {
        var slow = TimeSpan.FromMilliseconds(plan.DelayMilliseconds);
        await using var quickDescriber = await DescriberServer.StartAsync(
            new DescriberPlan { Port = 0, Delay = QuickDescriber }, clock, cancellation: cancellation);
        var single = await WithServerAsync(quickDescriber, program, clock, async (visitors, _) =>
        {
            await WarmUpAsync(visitors, cancellation);
            return await OneByOneAsync(visitors, plan.Visitors, cancellation);
        }, cancellation);

        await using var slowDescriber = await DescriberServer.StartAsync(
            new DescriberPlan { Port = 0, Delay = slow }, clock, cancellation: cancellation);
        return await WithServerAsync(slowDescriber, program, clock, async (visitors, server) =>
        {
            await WavesAsync(visitors, GuidePlan.Crowds[^1], WarmUpWaves, cancellation);
            var before = ProcessFigures.Of(server);
            var crowds = new Dictionary<int, IReadOnlyList<GuideSample>>();
            foreach (var crowd in GuidePlan.Crowds)
                crowds[crowd] = await WavesAsync(visitors, crowd, plan.Waves, cancellation);
            var after = ProcessFigures.Of(server);
            var withModel = await WithModelAsync(visitors, slow, clock, cancellation);
            return GuideReport.Of(plan, new GuideMeasurement(single, crowds, withModel, before, after));
        }, cancellation);
    }

    private static async Task<T> WithServerAsync<T>(
        DescriberServer describer, ServerProgram program, TimeProvider clock, Func<GuideVisitors, int, Task<T>> run,
        CancellationToken cancellation)
    {
        using var folder = new TemporaryFolder("bench");
        await using var server = await ServerProcess.StartAsync(program, folder.Path, clock, cancellation,
        [
            "--user-description-server", describer.Address.AbsoluteUri,
            // All visitors come from this machine.
            "--Guide:Limits:PerAddressPerMinute=0", "--Guide:Limits:PerSittingPerMinute=0",
        ]);
        using var visitors = new GuideVisitors(server.Address, clock);
        await visitors.PrepareAsync(cancellation);
        return await run(visitors, server.Id);
    }

    /// <summary>Loads the index and lets the run-time compile what will be measured.</summary>
    private static async Task WarmUpAsync(GuideVisitors visitors, CancellationToken cancellation) =>
        await OneByOneAsync(visitors, GuideTexts.Questions.Count * 2, cancellation);

    private static async Task<IReadOnlyList<GuideSample>> OneByOneAsync(
        GuideVisitors visitors, int count, CancellationToken cancellation)
    {
        var samples = new List<GuideSample>(count);
        for (var i = 0; i < count; i++)
            samples.Add(await visitors.AskAsync(cancellation));
        return samples;
    }

    private static async Task<IReadOnlyList<GuideSample>> WavesAsync(
        GuideVisitors visitors, int crowd, int waves, CancellationToken cancellation)
    {
        var samples = new List<GuideSample>(crowd * waves);
        for (var i = 0; i < waves; i++)
            samples.AddRange(await visitors.CrowdAsync(crowd, cancellation));
        return samples;
    }

    /// <summary>A model that takes about twice as long as the describer, as in the example of the museum.</summary>
    private static async Task<IReadOnlyList<GuideSample>> WithModelAsync(
        GuideVisitors visitors, TimeSpan describer, TimeProvider clock, CancellationToken cancellation)
    {
        var pace = (int)(describer * 2 / ModelPieces).TotalMilliseconds;
        var script = new ModelScript(new string('x', ModelPieces), PieceCharacters: 1, PieceMilliseconds: pace);
        await using var model = await ScriptedModelServer.StartAsync(script, clock: clock, cancellation: cancellation);
        await visitors.ConnectAsync(model.BaseUrl, "scripted", cancellation);
        return await OneByOneAsync(visitors, ModelVisitors, cancellation);
    }
}
