using System.Globalization;
using Attune.Contracts.Health;
using Attune.Foundation.Modules;
using Attune.Inference.Answers;
using Attune.Inference.Endpoints;

namespace Attune.Inference;

/// <summary>Says how the models stand. Attune works without any, so a failing one is told but never makes it unready.</summary>
internal sealed class InferenceReadiness(EndpointDirectory directory) : IReadinessCheck
{
    private const string Name = "inference.models";

    public HealthCheckResult Check()
    {
        var asked = directory.Known(EndpointDirectory.LocalOrganisation).Where(endpoint => endpoint.Definition.Enabled).ToList();
        if (asked.Count == 0)
            return new HealthCheckResult(Name, "healthy", "No model has been asked; answers can be written by rules.");
        var failing = asked.Count(endpoint => endpoint.State is EndpointState.Failing or EndpointState.Paused);
        return failing == 0
            ? new HealthCheckResult(Name, "healthy", Text($"{asked.Count} model(s) connected."))
            : new HealthCheckResult(Name, "degraded",
                Text($"{failing} of {asked.Count} model(s) failed the last time; GET /v1/models says why."));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
