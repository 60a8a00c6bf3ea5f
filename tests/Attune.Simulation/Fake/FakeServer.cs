using System.Text;
using System.Text.Json;
using Attune.Server.Verbs.Processes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Attune.Simulation.Fake;

/// <summary>
/// A small honest server inside the test: what the protocol promises in the simplest way, so that the actors and the
/// checker can be tested without the real one. A kill cuts every connection and forgets nothing that was stored.
/// </summary>
internal sealed class FakeServer : IKillableServer, IAsyncDisposable
{
    private readonly WebApplication _host;
    private readonly FakeLog _log = new();
    private CancellationTokenSource _life = new();

    private FakeServer(WebApplication host, Uri address) => (_host, Address) = (host, address);

    public Uri Address { get; }

    public Availability Availability { get; } = new();

    public static async Task<FakeServer> StartAsync()
    {
        var address = new Uri($"http://127.0.0.1:{FreePort.Find()}");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address.ToString());
        var server = new FakeServer(builder.Build(), address);
        server._host.UseWebSockets();
        server._host.Run(server.AnswerAsync);
        await server._host.StartAsync();
        server.Availability.Open();
        return server;
    }

    public Task StartAsync(CancellationToken cancellation)
    {
        _life = new CancellationTokenSource();
        Availability.Open();
        return Task.CompletedTask;
    }

    public async Task KillAsync()
    {
        Availability.Close();
        await _life.CancelAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        await _host.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var life = _life.Token;
        try
        {
            if (context.WebSockets.IsWebSocketRequest)
                await ServeSocketAsync(context, life);
            else
                await ServeRequestAsync(context, life);
        }
        catch (OperationCanceledException)
        {
            context.Abort(); // killed: whatever was stored stays, but the publisher never hears of it
        }
    }

    private async Task ServeSocketAsync(HttpContext context, CancellationToken life)
    {
        life.ThrowIfCancellationRequested();
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        await new FakeConnection(_log, socket).RunAsync(life);
    }

    public Task<bool> TryFillDiskAsync(bool isFull) => Task.FromResult(false);

    private async Task ServeRequestAsync(HttpContext context, CancellationToken life)
    {
        if (await new FakeReader(_log, context).TryServeAsync(life))
            return;
        var isPublish = context.Request.Method == "POST";
        var content = isPublish ? context.Request.Body : new MemoryStream("{}"u8.ToArray());
        using var body = await JsonDocument.ParseAsync(content, default, life);
        string answer;
        lock (_log.Lock)
            answer = isPublish ? Publish(body.RootElement) : History(context.Request.Query);
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(answer), life);
    }

    private string History(IQueryCollection query) => _log.History(
        query["topic"].ToString(), long.Parse(query["after"].ToString()), int.Parse(query["limit"].ToString()));

    private string Publish(JsonElement body)
    {
        if (body.ValueKind == JsonValueKind.Array)
            return $"[{string.Join(',', body.EnumerateArray().Select(Publish))}]";
        var seq = _log.Publish(body.GetProperty("service").GetString()!, body);
        return $$"""{"seq":{{seq}},"generation":"g1","id":"{{body.GetProperty("id").GetString()}}"}""";
    }
}
