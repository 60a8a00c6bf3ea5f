using Attune.Diagnostics.Health;
using Attune.Diagnostics.Metrics;
using Attune.Foundation.Modules;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Attune.Diagnostics;

/// <summary>The doors of diagnostics: health and metrics.</summary>
public static class DiagnosticsModule
{
    public static AttuneModule Doors { get; } = new("diagnostics", Register, Map);

    private static void Register(ModuleRegistration module)
    {
        module.AddSettings<DiagnosticsOptions, DiagnosticsOptionsValidator>(
            DiagnosticsOptions.Section, (section, options) => section.Bind(options));
        module.AddReadinessCheck<MetricsCheck>();
        module.Services.AddSingleton<HealthReporter>();
        module.Services.AddSingleton<MetricCollection>();
        module.Services.AddHostedService<MetricCollectionStart>();
    }

    private static void Map(IEndpointRouteBuilder routes)
    {
        HealthEndpoints.Map(routes);
        MetricsEndpoint.Map(routes);
    }
}
