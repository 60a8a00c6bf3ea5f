using System.Net;
using System.Text.Json;
using Attune.Server.Tests.Wire;
using Attune.Server.Verbs.Describe;
using Attune.Server.Verbs.Processes;
using Attune.TestKit.Proofs;
using Attune.TestKit.Time;

namespace Attune.Server.Tests.Guide;

/// <summary>What probes and monitors are told of the guide.</summary>
public sealed class GuideHealthTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);
    private static readonly DescriberPlan Plan = new()
    {
        Port = 0,
        Mode = DescriberMode.Fixed,
        Text = "An elderly man with white hair, leaning on a cane.",
    };

    [Fact]
    [Proves("E-002")]
    public async Task Both_healths_tell_how_it_stands_to_whoever_asks_properly()
    {
        var port = FreePort.Find();
        await using var describer = await DescriberServer.StartAsync(Plan);
        await using var server = await RunningServer.StartAsync($"--Guide:Url=http://127.0.0.1:{port}");
        using var http = new HttpClient();
        foreach (var address in (Uri[])[new Uri(describer.Address, "/health"), new Uri($"http://127.0.0.1:{port}/health")])
        {
            var health = await Eventually.GetAsync(Deadline, () => ReadAsync(http, address),
                found => found.GetProperty("status").GetString() == "healthy");
            Assert.True(health.GetProperty("timestamp").TryGetDateTimeOffset(out var now), health.ToString());
            Assert.Equal(TimeSpan.Zero, now.Offset);
            using var posted = await http.PostAsync(address, null);
            Assert.Equal(HttpStatusCode.MethodNotAllowed, posted.StatusCode);
        }

        var guide = await ReadAsync(http, new Uri($"http://127.0.0.1:{port}/health"));
        Assert.True(guide.GetProperty("rag_initialized").GetBoolean());
    }

    [Fact]
    [Proves("E-114")]
    public async Task The_health_checks_name_the_guides_documents_and_how_they_stand()
    {
        await using var museum = await MuseumServer.StartAsync(Plan, model: null);
        var knowledge = await Eventually.GetAsync(Deadline,
            async () => (await museum.Server.GetAsync("/ready")).GetProperty("checks").EnumerateArray()
                .Single(check => check.GetProperty("name").GetString() == "companion.knowledge"),
            check => check.GetProperty("status").GetString() == "healthy");
        // Probes carry no credentials: they are told no details, who may read the status is.
        Assert.Equal("", knowledge.GetProperty("detail").GetString());
        var status = (await museum.Server.GetAsync("/status")).GetProperty("checks").EnumerateArray()
            .Single(check => check.GetProperty("name").GetString() == "companion.knowledge");
        Assert.Matches("^[0-9]+ passages can be searched", status.GetProperty("detail").GetString());
        var alive = await museum.Server.GetAsync("/live");
        Assert.Equal("healthy", alive.GetProperty("status").GetString());
    }

    [Fact]
    [Proves("E-107")]
    public async Task Every_figure_of_the_guide_is_exposed_with_its_kind_and_meaning()
    {
        await using var museum = await MuseumServer.StartAsync(Plan, model: null, "--Guide:Limits:PerSittingPerMinute=1");
        await museum.AskAsync("When does the ferry leave?", "s1");
        using var refused = await museum.Server.PostAsync(
            "/api/rag-llm/query", """{"text_user_msg":"When does the ferry leave?","session_id":"s1"}""");
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        var metrics = await museum.Server.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        (string Name, string Kind)[] figures =
        [
            ("attune_guide_requests_total", "counter"), ("attune_guide_active", "gauge"),
            ("attune_guide_answer_seconds", "histogram"), ("attune_guide_describer_seconds", "histogram"),
            ("attune_guide_draft_seconds", "histogram"), ("attune_guide_tone_seconds", "histogram"),
            ("attune_guide_overhead_seconds", "histogram"),
        ];
        foreach (var (name, kind) in figures)
        {
            Assert.Contains($"# TYPE {name} {kind}\n", metrics, StringComparison.Ordinal);
            Assert.Matches($"(?m)^# HELP {name} [A-Z].+$", metrics);
        }

        Assert.Matches("attune_guide_requests_total\\{[^}]*outcome=\"refused\"[^}]*\\} 1", metrics);
    }

    private static async Task<JsonElement> ReadAsync(HttpClient http, Uri address)
    {
        using var response = await http.GetAsync(address);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
    }
}
