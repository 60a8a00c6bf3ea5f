using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using Attune.Server.Tests.Wire;
using Attune.Server.Verbs.Describe;
using Attune.Server.Verbs.Processes;
using Attune.TestKit.Proofs;
using Attune.TestKit.Servers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Attune.Server.Tests.Guide;

/// <summary>What somebody tries first after installing the guide, and after connecting a describer of their own.</summary>
public sealed class GuideSmokeTests
{
    private const string Elder = "An elderly man with white hair, leaning on a cane.";

    [Fact]
    [Proves("E-151")]
    public async Task Both_programs_as_they_are_started_by_hand_answer_a_visitor_in_both_languages()
    {
        var (describerPort, guidePort) = (FreePort.Find(), FreePort.Find());
        using var describer = Process.Start(new ProcessStartInfo(ProgramUnderTest.Path)
        {
            ArgumentList = { "describe", "--port", $"{describerPort}", "--mode", "fixed", "--text", Elder },
            RedirectStandardOutput = true,
        })!;
        try
        {
            Assert.Contains("ready", await describer.StandardOutput.ReadLineAsync(), StringComparison.Ordinal);
            await using var server = await RunningServer.StartAsync(
                $"--Guide:Url=http://127.0.0.1:{guidePort}", "--user-description-server", $"http://127.0.0.1:{describerPort}");
            using var guide = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{guidePort}") };
            await ImportAsync(server);
            foreach (var (question, fact) in (IEnumerable<(string, string)>)
                [("When does the ferry to the island leave?", "7:45"), ("開往小島的渡輪幾點出發？", "7點45分")])
            {
                using var response = await PostAsync(
                    guide, "query-with-tone", new { text_user_msg = question, session_id = "s1" });
                Assert.Equal(HttpStatusCode.OK, response.StatusCode);
                Assert.Equal("elder_friendly", response.Headers.GetValues("X-Attune-Tone").Single());
                var text = await response.Content.ReadAsStringAsync();
                Assert.Contains(fact, text, StringComparison.Ordinal);
                Assert.EndsWith("\nEND_FLAG", text, StringComparison.Ordinal);
            }

            using var closed = await PostAsync(guide, "close", new { session_id = "s1" });
            var farewell = JsonDocument.Parse(await closed.Content.ReadAsStringAsync()).RootElement;
            Assert.Equal(4, farewell.GetProperty("messages_cleared").GetInt32());
        }
        finally
        {
            describer.Kill();
            await describer.WaitForExitAsync();
        }
    }

    [Fact]
    [Proves("E-058")]
    public async Task Another_describer_takes_the_place_of_the_stand_in_while_the_guide_runs()
    {
        var port = FreePort.Find();
        var standIn = await DescriberServer.StartAsync(
            new DescriberPlan { Port = port, Mode = DescriberMode.Fixed, Text = Elder });
        await using var server = await RunningServer.StartAsync("--user-description-server", $"http://127.0.0.1:{port}");
        await ImportAsync(server);
        Assert.Equal(("elder_friendly", "from_describer"), await ToneAsync(server, "first"));
        await standIn.DisposeAsync();
        Assert.Equal(("casual_friendly", "describer_unreachable"), await ToneAsync(server, "second"));
        await using var other = await StartOtherAsync(port);
        Assert.Equal(("child_friendly", "from_describer"), await ToneAsync(server, "third"));
    }

    /// <summary>A service that shares no line with the stand-in, and tells more than is asked for.</summary>
    private static async Task<WebApplication> StartOtherAsync(int port)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls($"http://127.0.0.1:{port}");
        builder.Services.AddRoutingCore();
        var other = builder.Build();
        other.MapGet("/api/get-user-description", async context =>
        {
            context.Response.Headers.Server = "camera/3.1";
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync("""
                {"model": "camera", "confidence": 0.83, "faces": [{"box": [1, 2, 3, 4]}],
                """);
            // In two chunks, as a service that writes while it looks.
            await context.Response.Body.FlushAsync();
            await context.Response.WriteAsync("""
                "user_description": "A girl of about seven in a school uniform with a backpack.",
                "timestamp": "2026-11-22T12:00:00+08:00", "success": true}
                """);
        });
        await other.StartAsync();
        return other;
    }

    private static async Task<(string Tone, string Why)> ToneAsync(RunningServer server, string sitting)
    {
        using var response = await PostAsync(
            server.Http, "query", new { text_user_msg = "When does the ferry leave?", session_id = sitting });
        Assert.Contains("7:45", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        return (response.Headers.GetValues("X-Attune-Tone").Single(), response.Headers.GetValues("X-Attune-Tone-Why").Single());
    }

    private static async Task ImportAsync(RunningServer server)
    {
        foreach (var (name, text) in (IEnumerable<(string, string)>)
            [("Harbour", "The ferry to the island leaves at 7:45 from pier four."), ("港口", "開往小島的渡輪每天上午7點45分從四號碼頭出發。")])
        {
            using var stored = await server.PostAsync("/v1/knowledge/documents", JsonSerializer.Serialize(new { name, text }));
            Assert.Equal(HttpStatusCode.Created, stored.StatusCode);
        }
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient http, string path, object body) =>
        http.PostAsync(new Uri($"/api/rag-llm/{path}", UriKind.Relative),
            new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json"));
}
