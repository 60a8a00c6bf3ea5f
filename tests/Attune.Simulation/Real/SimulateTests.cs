using System.Text.Json;
using Attune.Server.Verbs.Simulate;
using Attune.Server.Verbs.Simulate.Planting;
using Attune.TestKit.Proofs;

namespace Attune.Simulation.Real;

/// <summary>Whole seeds with the real program, killed with SIGKILL. A failure prints its seed and how to run it again.</summary>
[Collection(nameof(RealProgram))]
public sealed class SimulateTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [Proves("D-49")]
    public async Task Nothing_is_lost_when_the_server_is_killed(long seed)
    {
        var (exitCode, output) = await RunAsync(new SimulateArguments { FirstSeed = seed });
        Assert.True(exitCode == 0, output);
        Assert.Contains("every verdict holds: 1 seeds", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Recovered", "lost: subscriber")]
    [InlineData("Untold", "lost: subscriber")]
    [InlineData("Garbled", "not_identical: viewer")]
    public async Task A_planted_fault_makes_the_program_fail(string fault, string violation)
    {
        var (exitCode, output) = await RunAsync(
            new SimulateArguments { FirstSeed = 4, Seeds = 50, Fault = Enum.Parse<PlantedFault>(fault), Json = true });
        using var summary = JsonDocument.Parse(output.TrimEnd().Split('\n')[^1]);
        Assert.NotEqual(0, exitCode);
        Assert.False(summary.RootElement.GetProperty("holds").GetBoolean(), output);
        Assert.Contains(violation, output, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(SimulateArguments arguments)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        await using var output = new StringWriter();
        var exitCode = await SimulateVerb.RunAsync(arguments, RealProgram.Find(), output, TimeProvider.System, deadline.Token);
        return (exitCode, output.ToString());
    }
}
