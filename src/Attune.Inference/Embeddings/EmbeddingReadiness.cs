using Attune.Contracts.Health;
using Attune.Foundation.Modules;

namespace Attune.Inference.Embeddings;

/// <summary>
/// Says how the embeddings endpoint stands. Documents are found by words without it, so it never makes unready.
/// </summary>
internal sealed class EmbeddingReadiness(EmbeddingEndpoint endpoint) : IReadinessCheck
{
    private const string Name = "inference.embeddings";

    public HealthCheckResult Check()
    {
        if (endpoint.Definition is null)
            return new HealthCheckResult(Name, "healthy", "No embeddings endpoint is set; documents are found by words.");
        return endpoint.LastFailure is { } failure
            ? new HealthCheckResult(Name, "degraded",
                $"{failure.Title} {failure.Detail} Documents are found by words meanwhile; it is asked again by itself.")
            : new HealthCheckResult(Name, "healthy", "Documents are found by words and by meaning.");
    }
}
