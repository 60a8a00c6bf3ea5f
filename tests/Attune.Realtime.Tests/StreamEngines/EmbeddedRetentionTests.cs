using Attune.Realtime.Specification;

namespace Attune.Realtime.Tests.StreamEngines;

/// <summary>The embedded engine keeps the promises of retention.</summary>
public sealed class EmbeddedRetentionTests : RetentionSpecification
{
    private protected override Task<EngineHarness> StartAsync() => Task.FromResult<EngineHarness>(EmbeddedHarness.Start());
}
