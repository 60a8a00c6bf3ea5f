using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Attune.Contracts;
using Attune.Contracts.Health;
using Attune.Foundation.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Attune.Diagnostics.Health;

/// <summary>The health family. Probes are open; what the checks found in detail needs a right.</summary>
internal static class HealthEndpoints
{
    private const string ProbeReason = "probes of load balancers and service managers carry no credentials; no details are told";

    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static void Map(IEndpointRouteBuilder routes)
    {
        // Made here and not by the first request: uptime is counted from its making.
        var reporter = routes.ServiceProvider.GetRequiredService<HealthReporter>();

        MapReport(routes, "/live", reporter.AliveReport, IsReady).OpenToAnyone(ProbeReason);
        MapReport(routes, "/ready", reporter.PublicReport, IsReady).OpenToAnyone(ProbeReason);
        MapReport(routes, "/health", reporter.PublicReport, IsReady).OpenToAnyone(ProbeReason);
        MapServiceHealth(routes, reporter).OpenToAnyone(ProbeReason);
        MapReport(routes, "/status", reporter.Report, Always).Requires("diagnostics.read");
    }

    private static IEndpointConventionBuilder MapReport(
        IEndpointRouteBuilder routes, string pattern, Func<HealthReport> report, Func<HealthReport, int> status) =>
        Answers<HealthReport>(routes.MapMethods(pattern, Methods, context =>
        {
            var found = report();
            return WriteAsync(context, status(found), found, AttuneJson.Wire.HealthReport);
        }));

    private static IEndpointConventionBuilder MapServiceHealth(IEndpointRouteBuilder routes, HealthReporter reporter) =>
        Answers<ServiceHealth>(routes.MapMethods("/api/health", Methods, context =>
        {
            var found = reporter.Report();
            return WriteAsync(context, IsReady(found), Short(found), AttuneJson.Wire.ServiceHealth);
        }));

    private static IEndpointConventionBuilder Answers<TReply>(IEndpointConventionBuilder endpoint) => endpoint
        .WithMetadata(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(TReply), ["application/json"]))
        .WithMetadata(new ProducesResponseTypeMetadata(
            StatusCodes.Status503ServiceUnavailable, typeof(TReply), ["application/json"]));

    private static ServiceHealth Short(HealthReport report) =>
        new(report.Status == HealthStatus.Healthy ? "ok" : report.Status, "attune", report.Version);

    /// <summary>Degraded is ready: a server that can do most things is better than none.</summary>
    private static int IsReady(HealthReport report) =>
        report.Status == HealthStatus.Unhealthy ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;

    /// <summary>The status page is read by people: it answers 200 and says in its body how things stand.</summary>
    private static int Always(HealthReport report) => StatusCodes.Status200OK;

    private static async Task WriteAsync<TReply>(HttpContext context, int status, TReply reply, JsonTypeInfo<TReply> json)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(reply, json), context.RequestAborted);
    }
}
