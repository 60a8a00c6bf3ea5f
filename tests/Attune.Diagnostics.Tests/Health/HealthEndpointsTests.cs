using System.Net;
using System.Net.Http.Json;
using Attune.Contracts.Health;
using Attune.Diagnostics.Health;
using Attune.Foundation.Modules;
using Attune.TestKit.Proofs;
using Microsoft.Extensions.DependencyInjection;

namespace Attune.Diagnostics.Tests.Health;

public class HealthEndpointsTests
{
    [Theory]
    [InlineData("/live")]
    [InlineData("/ready")]
    [InlineData("/health")]
    [InlineData("/status")]
    public async Task Every_address_of_the_family_answers_200_while_all_is_well(string path)
    {
        await using var server = await DiagnosticsServer.StartAsync();

        using var answer = await server.Client.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        Assert.True(answer.Headers.CacheControl?.NoStore);
        var report = await answer.Content.ReadFromJsonAsync<HealthReport>();
        Assert.Equal("healthy", report?.Status);
        Assert.True(report?.UptimeSeconds >= 0);
    }

    [Fact]
    [Proves("B-17", "B-54")]
    public async Task Every_address_that_operators_watch_is_there()
    {
        await using var server = await DiagnosticsServer.StartAsync();

        foreach (var path in (string[])["/health", "/metrics", "/status", "/ready", "/live"])
        {
            using var answer = await server.Client.GetAsync(path);
            Assert.Equal((path, HttpStatusCode.OK), (path, answer.StatusCode));
        }
    }

    [Theory]
    [InlineData("/live", HttpStatusCode.OK)]
    [InlineData("/ready", HttpStatusCode.ServiceUnavailable)]
    [InlineData("/health", HttpStatusCode.ServiceUnavailable)]
    [InlineData("/api/health", HttpStatusCode.ServiceUnavailable)]
    [InlineData("/status", HttpStatusCode.OK)]
    public async Task A_broken_part_takes_the_server_out_of_service_but_not_out_of_life(string path, HttpStatusCode expected)
    {
        await using var server = await DiagnosticsServer.StartAsync(Brings(new FixedCheck("other.disk", "unhealthy", "full")));

        using var answer = await server.Client.GetAsync(path);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Theory]
    [InlineData("healthy", "ok")]
    [InlineData("degraded", "degraded")]
    [InlineData("unhealthy", "unhealthy")]
    public async Task The_studios_address_answers_with_its_three_fields(string found, string told)
    {
        await using var server = await DiagnosticsServer.StartAsync(Brings(new FixedCheck("other.disk", found, "/srv")));

        using var answer = await server.Client.GetAsync("/api/health");

        Assert.Equal($$"""{"status":"{{told}}","service":"attune","version":"{{HealthReporter.Version}}"}""",
            await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Degraded_is_still_ready_and_named_in_the_answer()
    {
        await using var server = await DiagnosticsServer.StartAsync(Brings(new FixedCheck("other.model", "degraded", "none")));

        using var answer = await server.Client.GetAsync("/ready");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var report = await answer.Content.ReadFromJsonAsync<HealthReport>();
        Assert.Equal("degraded", report?.Status);
        Assert.Equal("degraded", report?.Checks.Single(check => check.Name == "other.model").Status);
    }

    [Fact]
    public async Task Only_the_status_page_tells_details()
    {
        await using var server = await DiagnosticsServer.StartAsync(Brings(new FixedCheck("other.disk", "degraded", "/srv")));

        Assert.Contains("/srv", await server.Client.GetStringAsync("/status"), StringComparison.Ordinal);
        Assert.DoesNotContain("/srv", await server.Client.GetStringAsync("/health"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_probe_may_ask_for_the_head_alone()
    {
        await using var server = await DiagnosticsServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Head, "/ready");

        using var answer = await server.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_foreign_host_name_may_probe_but_not_read_the_status()
    {
        await using var server = await DiagnosticsServer.StartAsync();

        Assert.Equal(HttpStatusCode.OK, await StatusFromHostAsync(server, "/ready"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusFromHostAsync(server, "/status"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusFromHostAsync(server, "/metrics"));
    }

    private static async Task<HttpStatusCode> StatusFromHostAsync(DiagnosticsServer server, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Host = "attacker.example" } };
        using var answer = await server.Client.SendAsync(request);
        return answer.StatusCode;
    }

    private static Action<ModuleRegistration> Brings(IReadinessCheck check) => module => module.Services.AddSingleton(check);
}
