using System.Net;
using System.Net.Sockets;
using Attune.Contracts;
using Attune.Contracts.Models;
using Attune.Inference.Tests.Fakes;
using Attune.Server.Verbs.ScriptedModel;

namespace Attune.Inference.Tests.Endpoints;

/// <summary>Trying a connection before it is saved.</summary>
public sealed class TestEndpointTests
{
    private static readonly ModelScript Fast = new("I am ready.", PieceMilliseconds: 0);

    [Fact]
    public async Task A_good_connection_tells_its_times_a_reply_and_what_it_offers()
    {
        await using var model = await ScriptedModelServer.StartAsync(Fast);
        await using var host = await InferenceHost.StartAsync();
        var result = await host.TestAsync(new ModelTestRequest(model.BaseUrl + "/", "scripted", "sk-try"));
        Assert.True(result.Ok);
        Assert.Equal("I am ready.", result.Reply);
        Assert.InRange(result.FirstPieceMilliseconds!.Value, 0, result.Milliseconds);
        Assert.Contains("dies-once", result.Models!);
        Assert.Null(result.Problem);
        Assert.Equal("Bearer sk-try", Assert.Single(model.Requests).Authorization);
        // Trying stores nothing.
        Assert.Empty(await host.ListAsync());
    }

    [Theory]
    [InlineData("refuses", "model_key_refused")]
    [InlineData("unknown", "model_unknown")]
    [InlineData("html", "model_not_compatible")]
    [InlineData("garbage", "model_not_compatible")]
    [InlineData("empty", "model_empty")]
    [InlineData("silent", "model_timed_out")]
    [InlineData("hangs", "model_timed_out")]
    [InlineData("busy", "model_busy")]
    [InlineData("broken", "model_failed")]
    [InlineData("dies", "model_interrupted")]
    [InlineData("redirects", "model_redirected")]
    public async Task A_bad_connection_is_answered_with_200_and_says_what_to_do(string behaviour, string code)
    {
        await using var model = await ScriptedModelServer.StartAsync(Fast with { PieceCharacters = 4 });
        await using var host = await InferenceHost.StartAsync(
            ("Inference:FirstPieceSeconds", behaviour == "silent" ? "0.4" : "60"),
            ("Inference:BetweenPiecesSeconds", behaviour == "hangs" ? "0.4" : "30"));
        var result = await host.TestAsync(new ModelTestRequest(model.BaseUrl, behaviour));
        Assert.False(result.Ok);
        Assert.Equal(code, result.Problem!.Code);
        Assert.NotEmpty(result.Problem.Detail);
        Assert.NotEmpty(result.Problem.WhatToDo);
        Assert.Equal(code is "model_timed_out", result.Models is null);
    }

    [Fact]
    public async Task A_web_server_without_a_chat_is_told_apart_from_an_unknown_model()
    {
        await using var model = await ScriptedModelServer.StartAsync(Fast);
        await using var host = await InferenceHost.StartAsync();
        var result = await host.TestAsync(new ModelTestRequest(model.BaseUrl + "/elsewhere", "scripted"));
        Assert.Equal("model_not_compatible", result.Problem!.Code);
        Assert.Contains("/v1", result.Problem.WhatToDo, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_speaks_no_http_is_told_as_such()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = ServeAsync(listener, "SSH-2.0-OpenSSH_9.2\r\n");
        await using var host = await InferenceHost.StartAsync();
        var result = await host.TestAsync(new ModelTestRequest($"http://{listener.LocalEndpoint}/v1", "any"));
        Assert.Equal("model_not_compatible", result.Problem!.Code);
        listener.Stop();
        await Assert.ThrowsAnyAsync<Exception>(() => serving);
    }

    [Fact]
    public async Task A_host_that_takes_no_connection_is_given_up_after_the_connect_time_out()
    {
        // A listener whose queue is full drops what comes, as a host behind a firewall does.
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(0);
        using var first = new TcpClient();
        await first.ConnectAsync((IPEndPoint)listener.LocalEndPoint!);
        using var second = new TcpClient();
        var filling = second.ConnectAsync((IPEndPoint)listener.LocalEndPoint!);

        await using var host = await InferenceHost.StartAsync(("Inference:ConnectSeconds", "0.5"));
        var result = await host.TestAsync(new ModelTestRequest($"http://{listener.LocalEndPoint}/v1", "any"));
        Assert.Equal("model_unreachable", result.Problem!.Code);
        Assert.InRange(result.Milliseconds, 400, 5_000);
        second.Dispose();
        await Task.WhenAny(filling);
    }

    [Fact]
    public async Task A_stored_key_is_used_for_its_own_host_and_sent_nowhere_else()
    {
        await using var model = await ScriptedModelServer.StartAsync(Fast);
        await using var stranger = await ScriptedModelServer.StartAsync(Fast);
        await using var host = await InferenceHost.StartAsync();
        var connected = await host.ConnectAsync(new ModelEndpointRequest("Mine", model.BaseUrl, "scripted", "sk-mine"));
        Assert.True((await host.TestAsync(new ModelTestRequest(model.BaseUrl, "echo", null, connected.Id))).Ok);
        Assert.Equal("Bearer sk-mine", Assert.Single(model.Requests).Authorization);

        using var test = await host.PostAsync("/v1/models/test",
            new ModelTestRequest(stranger.BaseUrl, "scripted", null, connected.Id), AttuneJson.Wire.ModelTestRequest);
        Assert.Equal((HttpStatusCode.BadRequest, "key_needed_again"), (test.StatusCode, await InferenceHost.CodeOfAsync(test)));
        using var moved = await host.PutAsync(connected.Id, new ModelEndpointChange("Mine", stranger.BaseUrl, "scripted"));
        Assert.Equal("key_needed_again", await InferenceHost.CodeOfAsync(moved));
        Assert.Empty(stranger.Requests);

        using var without = await host.PutAsync(connected.Id, new ModelEndpointChange("Mine", stranger.BaseUrl, "scripted", ""));
        Assert.Equal(HttpStatusCode.OK, without.StatusCode);
        Assert.Equal("I am ready.", await host.AskAsync("Hello"));
        Assert.DoesNotContain("sk-mine", Assert.Single(stranger.Requests).Authorization, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_without_a_key_keeps_the_stored_one()
    {
        await using var model = await ScriptedModelServer.StartAsync(Fast);
        await using var host = await InferenceHost.StartAsync();
        var connected = await host.ConnectAsync(new ModelEndpointRequest("Mine", model.BaseUrl, "scripted", "sk-mine"));
        using var renamed = await host.PutAsync(connected.Id, new ModelEndpointChange("Yours", model.BaseUrl, "echo"));
        Assert.Equal(HttpStatusCode.OK, renamed.StatusCode);
        await host.AskAsync("Hello");
        Assert.Equal("Bearer sk-mine", Assert.Single(model.Requests).Authorization);
    }

    private static async Task ServeAsync(TcpListener listener, string greeting)
    {
        while (true)
        {
            using var client = await listener.AcceptTcpClientAsync();
            await client.GetStream().WriteAsync(System.Text.Encoding.ASCII.GetBytes(greeting));
        }
    }
}
