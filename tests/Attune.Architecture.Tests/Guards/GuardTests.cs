using Attune.Architecture.Tests.Tidy;
using Attune.TestKit.Proofs;

namespace Attune.Architecture.Tests.Guards;

/// <summary>Every rule holds in this repository, and every rule can be broken.</summary>
public sealed class GuardTests
{
    public static TheoryData<string> Rules { get; } = [.. GuardTable.All.Select(guard => guard.Name)];

    [Theory]
    [MemberData(nameof(Rules))]
    [Proves("D-86")]
    public void The_repository_keeps_the_rule(string rule)
    {
        var told = Baseline.Judge(rule, Find(rule).Check(House.Real), Baseline.Read(House.Real.Sources));

        Assert.True(told.Count == 0, $"The rule '{rule}' is broken in {told.Count} place(s):\n{string.Join('\n', told)}");
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void The_guard_finds_a_planted_violation(string rule)
    {
        var guard = Find(rule);

        var violation = Assert.Single(guard.Check(guard.Planted));

        Assert.NotEmpty(violation.Path);
        Assert.NotEmpty(violation.What);
        Assert.NotEmpty(violation.Instead);
    }

    [Fact]
    public void Rules_have_different_names() => Assert.Distinct(GuardTable.All.Select(guard => guard.Name));

    private static Guard Find(string rule) => GuardTable.All.Single(guard => guard.Name == rule);
}
