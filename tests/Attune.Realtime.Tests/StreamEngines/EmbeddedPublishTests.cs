using Attune.Realtime.Specification;

namespace Attune.Realtime.Tests.StreamEngines;

/// <summary>The embedded engine keeps the promises of publishing.</summary>
public sealed class EmbeddedPublishTests : PublishSpecification
{
    private protected override Task<EngineHarness> StartAsync() => Task.FromResult<EngineHarness>(EmbeddedHarness.Start());
}
