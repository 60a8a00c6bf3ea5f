using Attune.Realtime.Specification;

namespace Attune.Realtime.Tests.StreamEngines;

/// <summary>The embedded engine keeps the promises of rolling up.</summary>
public sealed class EmbeddedAiStreamRollUpTests : AiStreamRollUpSpecification
{
    private protected override Task<EngineHarness> StartAsync() => Task.FromResult<EngineHarness>(EmbeddedHarness.Start());
}
