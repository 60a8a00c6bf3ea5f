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
    private const int ComparedVisitors = 10;
    private const int ModelPieces = 40;

    /// <exception cref="ServerFailedException">The server did not start.</exception>
    /// <exception cref="HttpRequestException">It does not do what it should.</exception>
    public static async Task<BenchReport> RunAsync(
        GuidePlan plan, ServerProgram program, TimeProvider clock, CancellationToken cancellation)
    {
        var single = await WithServerAsync(GuidePlan.QuickDescriber, program, clock, async stage =>
        {
            // Loads the index and lets the run-time compile what will be measured.
            await OneByOneAsync(stage.Visitors, GuideTexts.Questions.Count * 2, cancellation);
            return await OneByOneAsync(stage.Visitors, plan.Visitors, cancellation);
        }, cancellation);
        var slow = await WithServerAsync(plan.SlowDescriber, program, clock,
            stage => CompareAsync(stage, plan.QuickModel, clock, cancellation), cancellation);
        return await WithServerAsync(plan.Describer, program, clock, async stage =>
        {
            await WavesAsync(stage.Visitors, GuidePlan.Crowds[^1], WarmUpWaves, cancellation);
            var before = ProcessFigures.Of(stage.Server);
            var began = clock.GetTimestamp();
            var crowds = new Dictionary<int, IReadOnlyList<GuideSample>>();
            foreach (var crowd in GuidePlan.Crowds)
                crowds[crowd] = await WavesAsync(stage.Visitors, crowd, plan.Waves, cancellation);
            var (after, between) = (ProcessFigures.Of(stage.Server), clock.GetElapsedTime(began));
            var withModel = await CompareAsync(stage, plan.Model, clock, cancellation);
            return GuideReport.Of(plan, new GuideMeasurement(single, crowds, withModel, slow, before, after, between));
        }, cancellation);
    }

    private static async Task<T> WithServerAsync<T>(
        TimeSpan delay, ServerProgram program, TimeProvider clock, Func<Stage, Task<T>> run, CancellationToken cancellation)
    {
        await using var describer = await DescriberServer.StartAsync(
            new DescriberPlan { Port = 0, Delay = delay }, clock, cancellation: cancellation);
        using var folder = new TemporaryFolder("bench");
        await using var server = await ServerProcess.StartAsync(program, folder.Path, clock, cancellation,
        [
            "--user-description-server", describer.Address.AbsoluteUri,
            // All visitors come from this machine.
            "--Guide:Limits:PerAddressPerMinute=0", "--Guide:Limits:PerSittingPerMinute=0",
        ]);
        using var visitors = new GuideVisitors(server.Address, clock);
        await visitors.PrepareAsync(cancellation);
        return await run(new Stage(visitors, describer.Address, server.Id));
    }

    private static async Task<IReadOnlyList<GuideSample>> OneByOneAsync(
        GuideVisitors visitors, int count, CancellationToken cancellation)
    {
        var samples = new List<GuideSample>(count);
        for (var i = 0; i < count; i++)
            samples.Add(await visitors.AskAsync(askFirst: null, cancellation));
        return samples;
    }

    private static async Task<IReadOnlyList<GuideSample>> WavesAsync(
        GuideVisitors visitors, int crowd, int waves, CancellationToken cancellation)
    {
        var samples = new List<GuideSample>(crowd * waves);
        for (var i = 0; i < waves; i++)
            samples.AddRange(await visitors.CrowdAsync(crowd, askFirst: null, cancellation));
        return samples;
    }

    /// <summary>
    /// A few visitors at once in both ways, with a model that takes so long. What it writes is no sentence, so that the whole of
    /// it is waited for and the rules answer.
    /// </summary>
    private static async Task<GuideComparison> CompareAsync(
        Stage stage, TimeSpan writing, TimeProvider clock, CancellationToken cancellation)
    {
        var pace = (int)(writing / ModelPieces).TotalMilliseconds;
        var script = new ModelScript(new string('x', ModelPieces), PieceCharacters: 1, PieceMilliseconds: pace);
        await using var model = await ScriptedModelServer.StartAsync(script, clock: clock, cancellation: cancellation);
        await stage.Visitors.ConnectAsync(model.BaseUrl, "scripted", cancellation);
        // Not counted: what the first visitors wait for is the run-time that compiles, and it would count against the first way.
        await stage.Visitors.CrowdAsync(ComparedVisitors, askFirst: null, cancellation);
        return new GuideComparison(
            await stage.Visitors.CrowdAsync(ComparedVisitors, askFirst: null, cancellation),
            await stage.Visitors.CrowdAsync(ComparedVisitors, stage.Describer, cancellation));
    }

    private sealed record Stage(GuideVisitors Visitors, Uri Describer, int Server);
}
