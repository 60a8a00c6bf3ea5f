using Attune.Foundation.Modules;
using Attune.Server.Verbs.Processes;
using Attune.Server.Verbs.Simulate.Checking;
using Attune.Server.Verbs.Simulate.Planting;

namespace Attune.Server.Verbs.Simulate;

/// <summary>
/// Runs the server as a child process, kills it at random moments while publishers and subscribers work, and checks that
/// nothing was lost, doubled, reordered or hidden. All chance comes from one seed per run.
/// </summary>
internal sealed class SimulateVerb : IVerb
{
    private const int Failed = 1;
    private const int UsageError = 2;
    private const int Interrupted = 130;
    private static readonly TimeSpan SeedDeadline = TimeSpan.FromSeconds(180);

    public string Name => "simulate";

    public string Summary => "kill the server at random and check that nothing is lost [--seeds N] [--seed S] [--plan]";

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        if (SimulateArguments.Read(arguments, out var problem) is not { } read)
        {
            await Console.Error.WriteLineAsync($"{problem}\n{SimulateArguments.Usage}");
            return UsageError;
        }

        using var interruption = new Interruption(cancellation);
        try
        {
            return await RunAsync(read, ServerProgram.Current(), Console.Out, TimeProvider.System, interruption.Token);
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Interrupted; the server was stopped and its folder removed.");
            return Interrupted;
        }
    }

    /// <summary>Runs the seeds one after the other.</summary>
    /// <returns>0 only if every verdict holds.</returns>
    internal static async Task<int> RunAsync(
        SimulateArguments arguments, ServerProgram program, TextWriter output, TimeProvider clock, CancellationToken cancellation)
    {
        var writer = new VerdictWriter(output, arguments);
        var holds = true;
        for (var seed = arguments.FirstSeed; seed < arguments.FirstSeed + arguments.Seeds; seed++)
        {
            var plan = SimulationPlan.Draw(seed, arguments.Publishers, arguments.Subscribers);
            if (arguments.ShowPlan)
                await writer.WritePlanAsync(plan);
            var (verdict, words) = await RunSeedAsync(plan, arguments.Fault, program, clock, cancellation);
            await writer.WriteAsync(verdict, words);
            holds &= verdict.Holds;
            if (!verdict.Holds && arguments.Fault != PlantedFault.None)
                break;
        }

        await writer.WriteSummaryAsync();
        return holds ? 0 : Failed;
    }

    private static async Task<(Verdict Verdict, string ServerOutput)> RunSeedAsync(
        SimulationPlan plan, PlantedFault fault, ServerProgram program, TimeProvider clock, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(SeedDeadline, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        using var folder = new TemporaryFolder("simulate");
        try
        {
            await using var server = await ServerProcess.StartAsync(
                program, folder.Path, clock, either.Token, plan.Settings);
            using var run = new SimulationRun(plan, server, fault, clock);
            return (await run.PlayAsync(either.Token), server.Output);
        }
        catch (ServerFailedException error)
        {
            return (NotPlayed(plan.Seed, "the server", error.Message), "");
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return (NotPlayed(plan.Seed, "the whole run", $"not over within {SeedDeadline.TotalSeconds:0} s"), "");
        }
    }

    private static Verdict NotPlayed(long seed, string where, string message) =>
        new(seed, new RunFigures(), TimeSpan.Zero, "", [new Violation("failed", where, message)]);
}
