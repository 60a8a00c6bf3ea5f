using Attune.Diagnostics.Health;
using Attune.Foundation.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Attune.Diagnostics.Metrics;

/// <summary><c>GET /metrics</c>: everything that is measured, for Prometheus and whoever reads its format.</summary>
internal static class MetricsEndpoint
{
    private const string DroppedName = "attune_metrics_measurements_dropped_total";
    private const string BuildName = "attune_build_info";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/metrics", WriteAsync)
        .WithMetadata(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(string), ["text/plain"]))
        .Requires("diagnostics.read");

    private static async Task WriteAsync(HttpContext context)
    {
        var metrics = context.RequestServices.GetRequiredService<MetricCollection>();
        var health = context.RequestServices.GetRequiredService<HealthReporter>();
        var text = new PrometheusText();
        await metrics.WriteAsync(text, context.RequestAborted);
        WriteOwn(text, metrics.Overflows);
        ProcessStatistics.Write(text, health.StartedAt);
        context.Response.ContentType = PrometheusText.ContentType;
        await context.Response.Body.WriteAsync(text.Written, context.RequestAborted);
    }

    private static void WriteOwn(PrometheusText text, IReadOnlyList<(string Metric, long Dropped)> overflows)
    {
        text.Header(BuildName, "gauge", "The running version; the value is always 1.");
        text.Sample(BuildName, PrometheusLabels.Write([new("version", HealthReporter.Version)]), 1);
        if (overflows.Count == 0)
            return;
        text.Header(DroppedName, "counter", "Measurements not kept because their metric has too many combinations of labels.");
        foreach (var (metric, dropped) in overflows)
            text.Sample(DroppedName, PrometheusLabels.Write([new("metric", metric)]), dropped);
    }
}
