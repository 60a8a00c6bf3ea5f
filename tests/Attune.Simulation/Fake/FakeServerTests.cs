using Attune.Server.Verbs.Simulate;
using Attune.Server.Verbs.Simulate.Planting;

namespace Attune.Simulation.Fake;

/// <summary>The actors, the planter and the checker together, against a server inside this process.</summary>
public sealed class FakeServerTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task An_honest_server_passes(long seed)
    {
        var verdict = await PlayAsync(seed, PlantedFault.None);
        Assert.True(verdict.Holds, $"seed {seed}: {string.Join("; ", verdict.Violations.Take(5))}");
        Assert.True(verdict.Figures.Kills > 0, $"seed {seed}: nothing was killed");
        Assert.True(verdict.Figures.Reconnects > 0, $"seed {seed}: nobody had to reconnect");
        Assert.True(verdict.Figures.Switches > 0, $"seed {seed}: nobody changed the transport");
    }

    [Theory]
    [InlineData("Dropped")]
    [InlineData("Doubled")]
    [InlineData("Swapped")]
    [InlineData("Reissued")]
    [InlineData("Recovered")]
    [InlineData("Excused")]
    [InlineData("Garbled")]
    public async Task A_fault_planted_behind_the_socket_is_caught(string fault)
    {
        var verdict = await PlayAsync(4, Enum.Parse<PlantedFault>(fault));
        Assert.True(verdict.Figures.Planted > 0, $"{fault} was never planted");
        Assert.False(verdict.Holds, $"{fault} was planted {verdict.Figures.Planted} times and not seen");
    }

    private static async Task<Verdict> PlayAsync(long seed, PlantedFault fault)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        await using var server = await FakeServer.StartAsync();
        using var run = new SimulationRun(SimulationPlan.Draw(seed, 8, 50), server, fault, TimeProvider.System);
        return await run.PlayAsync(deadline.Token);
    }
}
