using Attune.Server.Verbs.Simulate;
using Attune.Server.Verbs.Simulate.Planting;

namespace Attune.Simulation;

public sealed class ArgumentTests
{
    [Fact]
    public void All_arguments_are_read()
    {
        var read = SimulateArguments.Read(
            ["--seeds", "30", "--seed", "5", "--publishers", "2", "--subscribers", "9", "--json", "--plan",
                "--plant", "untold"], out _);
        Assert.NotNull(read);
        Assert.Equal((30, 5, 2, 9), (read.Seeds, read.FirstSeed, read.Publishers, read.Subscribers));
        Assert.Equal((true, PlantedFault.Untold), (read.Json && read.ShowPlan, read.Fault));
    }

    [Theory]
    [InlineData("--seeds")]
    [InlineData("--seeds", "0")]
    [InlineData("--seeds", "many")]
    [InlineData("--seed", "-1")]
    [InlineData("--plant", "nothing")]
    [InlineData("--speed", "2")]
    [InlineData("5")]
    public void What_is_not_understood_is_named(params string[] arguments)
    {
        Assert.Null(SimulateArguments.Read(arguments, out var problem));
        Assert.Contains(arguments[0], problem, StringComparison.Ordinal);
    }
}
