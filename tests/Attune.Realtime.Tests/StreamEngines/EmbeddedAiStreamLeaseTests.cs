using Attune.Realtime.Specification;

namespace Attune.Realtime.Tests.StreamEngines;

/// <summary>The embedded engine keeps the promises of leases.</summary>
public sealed class EmbeddedAiStreamLeaseTests : AiStreamLeaseSpecification
{
    private protected override Task<EngineHarness> StartAsync() => Task.FromResult<EngineHarness>(EmbeddedHarness.Start());
}
