namespace Attune.Architecture.Tests.Hosting;

/// <summary>What the built host says about itself.</summary>
internal sealed record HostFacts(IReadOnlyList<ModuleFact> Modules, IReadOnlyList<EndpointFact> Endpoints)
{
    public static HostFacts None { get; } = new([], []);
}
