using System.Globalization;
using Attune.Contracts.Health;
using Attune.Foundation.Modules;

namespace Attune.Companion.Retrieval;

/// <summary>Says whether questions are answered at once or have to wait for the index.</summary>
internal sealed class KnowledgeReadiness(KnowledgeIndexes indexes) : IReadinessCheck
{
    private const string Name = "companion.knowledge";

    public HealthCheckResult Check() => indexes.Loaded(KnowledgeLoader.LocalOrganisation) is { } index
        ? new HealthCheckResult(Name, "healthy",
            string.Create(CultureInfo.InvariantCulture, $"{index.Passages} passages can be searched{ByMeaning(index)}."))
        : new HealthCheckResult(Name, "degraded", "The documents are still being loaded; questions are taken and answered then.");

    private static string ByMeaning(OrganisationIndex index) => index.Vectors is { } vectors
        ? string.Create(CultureInfo.InvariantCulture, $", {vectors.Count} of them by meaning, too")
        : "";
}
