using Attune.Architecture.Tests.Guards;
using Attune.Architecture.Tests.Sources;

namespace Attune.Architecture.Tests.Tidy;

/// <summary>The baseline may only shrink.</summary>
public sealed class BaselineTests
{
    private static readonly BaselineEntry Entry = new("file-lines", "a.cs", 450, "being split");

    [Fact]
    public void An_exception_that_fits_is_silent() => Assert.Empty(Judge(Long("a.cs", 450)));

    [Fact]
    public void A_place_without_an_exception_is_told() =>
        Assert.Contains("b.cs", Assert.Single(Judge(Long("a.cs", 450), Long("b.cs", 401))), StringComparison.Ordinal);

    [Fact]
    public void A_place_that_got_worse_is_told() =>
        Assert.Contains("worse", Assert.Single(Judge(Long("a.cs", 451))), StringComparison.Ordinal);

    [Fact]
    public void A_place_that_got_better_lowers_its_number() =>
        Assert.Contains("Lower", Assert.Single(Judge(Long("a.cs", 420))), StringComparison.Ordinal);

    [Fact]
    public void An_exception_that_is_no_longer_needed_is_told() =>
        Assert.Contains("no longer needed", Assert.Single(Judge()), StringComparison.Ordinal);

    [Fact]
    public void An_exception_without_a_reason_is_refused() =>
        Assert.Throws<InvalidDataException>(() => Baseline.Read(Repository.Of((Baseline.Path, "file-lines | a.cs | 450 |\n"))));

    [Fact]
    public void Every_exception_names_a_rule_that_exists()
    {
        var rules = GuardTable.All.Select(guard => guard.Name).ToHashSet();

        Assert.DoesNotContain(Baseline.Read(House.Real.Sources), entry => !rules.Contains(entry.Rule));
    }

    private static IReadOnlyList<string> Judge(params Violation[] violations) =>
        Baseline.Judge("file-lines", violations, [Entry]);

    private static Violation Long(string path, int lines) => new(path, 0, "It is long.", "Split it.", lines);
}
