using Attune.Realtime.Specification;

namespace Attune.Realtime.Tests.StreamEngines;

/// <summary>The embedded engine keeps the promises of publishing.</summary>
public sealed class EmbeddedPublishTests : PublishSpecification
{
    protected override Task<EngineHarness> StartAsync() => Task.FromResult<EngineHarness>(EmbeddedHarness.Start());
}

/// <summary>The embedded engine keeps the promises of retention.</summary>
public sealed class EmbeddedRetentionTests : RetentionSpecification
{
    protected override Task<EngineHarness> StartAsync() => Task.FromResult<EngineHarness>(EmbeddedHarness.Start());
}

/// <summary>The embedded engine keeps the promises of AI streams.</summary>
public sealed class EmbeddedAiStreamTests : AiStreamSpecification
{
    protected override Task<EngineHarness> StartAsync() => Task.FromResult<EngineHarness>(EmbeddedHarness.Start());
}
