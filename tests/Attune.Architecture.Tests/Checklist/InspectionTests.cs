using Attune.Architecture.Tests.Guards;
using Attune.TestKit.Proofs;

namespace Attune.Architecture.Tests.Checklist;

/// <summary>Items that ask for an inspection: a script looks at what is built and at what stands in the repository.</summary>
public sealed class InspectionTests
{
    [Theory]
    [InlineData("GET", "/v2/realtime/stream")]
    [InlineData("GET", "/v2/realtime/events")]
    [InlineData("GET", "/v2/realtime/poll")]
    [InlineData("POST", "/v2/realtime/publish")]
    [InlineData("GET", "/v2/realtime/history")]
    [InlineData("GET", "/v2/realtime/metrics")]
    [Proves("D-06")]
    public void The_host_that_is_built_offers_the_stream_once_with_an_access_rule(string method, string pattern)
    {
        var route = Assert.Single(House.Real.Host.Endpoints,
            endpoint => endpoint.Pattern == pattern && endpoint.Methods.Split(' ').Contains(method));

        Assert.Equal("realtime", route.Module);
        Assert.NotNull(route.Rule);
    }

    [Fact]
    [Proves("D-18")]
    public void Every_project_pins_all_its_packages_in_a_lock_file() =>
        AssertBeside("packages.lock.json", file => file.Name.EndsWith(".csproj", StringComparison.Ordinal));

    [Fact]
    [Proves("D-21")]
    public void Every_npm_package_pins_all_its_packages_in_a_lock_file() =>
        AssertBeside("package-lock.json", file => file.Name == "package.json");

    private static void AssertBeside(string lockFile, Func<Sources.SourceFile, bool> needsOne)
    {
        var sources = House.Real.Sources;
        var projects = sources.Files.Where(needsOne).ToList();

        Assert.NotEmpty(projects);
        Assert.All(projects, project => Assert.NotNull(sources.Find($"{project.Folder}/{lockFile}")));
    }
}
