using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Attune.Server.Hosting;
using Attune.Server.Tests.Wire;
using Attune.Server.Verbs.Describe;
using Attune.Server.Verbs.Processes;
using Attune.TestKit.Proofs;
using Attune.TestKit.Servers;
using Microsoft.Extensions.Configuration;

namespace Attune.Server.Tests.Guide;

/// <summary>The two servers of the museum, each on a port of its own.</summary>
public sealed class GuideServersTests
{
    [Fact]
    [Proves("E-001", "E-003", "E-004")]
    public async Task Both_start_and_tell_their_health()
    {
        var (describerPort, guidePort) = (FreePort.Find(), FreePort.Find());
        using var describer = Process.Start(new ProcessStartInfo(ProgramUnderTest.Path)
        {
            ArgumentList = { "describe", "--port", $"{describerPort}", "--debug" },
            RedirectStandardOutput = true,
        })!;
        try
        {
            Assert.Contains("ready", await describer.StandardOutput.ReadLineAsync(), StringComparison.Ordinal);
            await using var server = await RunningServer.StartAsync(
                $"--Guide:Url=http://127.0.0.1:{guidePort}", "--user-description-server", $"http://127.0.0.1:{describerPort}");
            using var http = new HttpClient();
            using var described = await http.GetAsync(new Uri($"http://127.0.0.1:{describerPort}/health"));
            Assert.Equal(HttpStatusCode.OK, described.StatusCode);
            using var guided = await http.GetAsync(new Uri($"http://127.0.0.1:{guidePort}/health"));
            Assert.Equal(HttpStatusCode.OK, guided.StatusCode);
            var health = JsonDocument.Parse(await guided.Content.ReadAsStringAsync()).RootElement;
            Assert.True(health.TryGetProperty("rag_initialized", out _), health.ToString());
            Assert.True(health.TryGetProperty("timestamp", out _), health.ToString());
            // The server's own health keeps its form on its own port.
            var own = await server.GetAsync("/health");
            Assert.True(own.TryGetProperty("uptimeSeconds", out _), own.ToString());
        }
        finally
        {
            describer.Kill();
            await describer.WaitForExitAsync();
        }
    }

    [Fact]
    [Proves("E-063", "E-064", "E-065")]
    public async Task The_describer_that_the_argument_names_is_asked()
    {
        var plan = new DescriberPlan { Mode = DescriberMode.Fixed, Text = "A boy of about seven with a school backpack." };
        await using var museum = await MuseumServer.StartAsync(plan, model: null);
        var (_, tone) = await museum.AskAsync("When does the ferry leave?", "s1");
        Assert.Equal("child_friendly", tone);
    }

    [Fact]
    [Proves("E-059", "E-060", "E-061")]
    public async Task The_stand_in_keeps_both_contracts()
    {
        await using var describer = await DescriberServer.StartAsync(new DescriberPlan { Port = 0, Seed = 7 });
        using var http = new HttpClient { BaseAddress = describer.Address };
        var one = await GetAsync(http, "/api/get-user-description");
        Assert.Equal(JsonValueKind.True, one.GetProperty("success").ValueKind);
        Assert.Equal(JsonValueKind.String, one.GetProperty("user_description").ValueKind);
        Assert.True(one.GetProperty("timestamp").TryGetDateTimeOffset(out _));
        var pool = (await GetAsync(http, "/api/get-user-description/pool")).GetProperty("descriptions").EnumerateArray().ToList();
        foreach (var tone in (string[])["child_friendly", "elder_friendly", "professional_friendly", "casual_friendly"])
        {
            Assert.Equal(3, pool.Count(item => Field(item, "tone") == tone && Field(item, "language") == "en"));
            Assert.Equal(3, pool.Count(item => Field(item, "tone") == tone && Field(item, "language") == "zh-TW"));
        }

        Assert.Equal(pool.Count, pool.Select(item => Field(item, "user_description")).Distinct().Count());
        Assert.Equal("", Field(pool.Single(item => Field(item, "tone") == "empty"), "user_description"));
        Assert.Single(pool, item => Field(item, "tone") == "neutral");
        Assert.Equal(pool.Count,
            (await GetAsync(http, "/api/simulator/pool")).GetProperty("descriptions").GetArrayLength());
        var seen = await GetAsync(http, "/visual-context/kiosk-1");
        Assert.Equal("kiosk-1", seen.GetProperty("sessionid").GetString());
        Assert.Equal(seen.GetProperty("available").GetBoolean(),
            seen.GetProperty("visual_context").ValueKind == JsonValueKind.String);
        var sessions = await GetAsync(http, "/sessions");
        Assert.Equal(1, sessions.GetProperty("total_sessions").GetInt32());
        Assert.Equal("kiosk-1", sessions.GetProperty("active_sessions")[0].GetProperty("sessionid").GetString());
    }

    [Fact]
    [Proves("E-018", "E-062")]
    public async Task The_stand_in_can_be_slow_and_fail_as_often_as_told()
    {
        var clock = new ImpatientClock();
        await using var describer = await DescriberServer.StartAsync(
            new DescriberPlan { Port = 0, FailRate = 0.5, Seed = 3, Delay = TimeSpan.FromMinutes(7) }, clock);
        using var http = new HttpClient { BaseAddress = describer.Address };
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 20; i++)
        {
            using var response = await http.GetAsync(new Uri("/api/get-user-description", UriKind.Relative));
            statuses.Add(response.StatusCode);
        }

        Assert.Equal(20, clock.Waits.Count(wait => wait == TimeSpan.FromMinutes(7)));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.InternalServerError], statuses.Distinct().Order());
        Assert.InRange(statuses.Count(status => status == HttpStatusCode.OK), 5, 15);
    }

    [Theory]
    [InlineData("--mode", "crazy")]
    [InlineData("--fail-rate", "2")]
    [InlineData("--port", "70000")]
    [InlineData("--delay-ms", "-1")]
    [InlineData("--host", "nowhere")]
    [InlineData("--surprise", "1")]
    [InlineData("--mode")]
    public void Wrong_arguments_of_the_stand_in_are_refused(params string[] arguments) =>
        Assert.Null(DescriberPlan.Read(arguments));

    [Theory]
    [InlineData("random", DescriberMode.Random)]
    [InlineData("fixed", DescriberMode.Fixed)]
    [InlineData("invalid-json", DescriberMode.InvalidJson)]
    [InlineData("missing-field", DescriberMode.MissingField)]
    [InlineData("empty", DescriberMode.Empty)]
    [InlineData("hang", DescriberMode.Hang)]
    public void The_modes_have_the_names_of_the_documentation(string name, DescriberMode mode) =>
        Assert.Equal(mode, DescriberPlan.Read(["--mode", name, "--debug", "--host", "0.0.0.0"])!.Mode);

    [Fact]
    [Proves("E-081", "E-082", "E-083")]
    public void Names_of_the_environment_that_others_use_are_understood()
    {
        var files = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Inference:Endpoints:0:BaseUrl", "http://127.0.0.1:11434/v1")]).Build();
        var names = new Dictionary<string, string> { ["CHROMA_DB_PATH"] = "/srv/index", ["LLM_MODEL_NAME"] = "qwen3:8b" };
        var settings = BorrowedNames.Read(() => files, name => names.GetValueOrDefault(name)).ToDictionary();
        Assert.Equal("/srv/index", settings["Knowledge:IndexFolder"]);
        Assert.Equal("qwen3:8b", settings["Inference:Endpoints:0:Model"]);
        // A model's name without an endpoint would be half a setting.
        var nothing = new ConfigurationBuilder().Build();
        Assert.DoesNotContain(
            BorrowedNames.Read(() => nothing, name => names.GetValueOrDefault(name)), setting => setting.Value == "qwen3:8b");
        Assert.Empty(BorrowedNames.Read(() => files, _ => null));
    }

    private static string? Field(JsonElement item, string name) => item.GetProperty(name).GetString();

    private static async Task<JsonElement> GetAsync(HttpClient http, string path) =>
        JsonDocument.Parse(await http.GetStringAsync(new Uri(path, UriKind.Relative))).RootElement;
}
