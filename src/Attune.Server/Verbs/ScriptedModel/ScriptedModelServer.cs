using System.Net;
using System.Text;
using System.Text.Json;

namespace Attune.Server.Verbs.ScriptedModel;

/// <summary>
/// An honest stand-in for a language model: an OpenAI-compatible endpoint on this machine that recites a script, and fails in
/// every way that a real one can. For tests, and for trying Attune without a model.
/// </summary>
public sealed class ScriptedModelServer : IAsyncDisposable
{
    private const long MaxRequestBytes = 1_048_576;

    private readonly WebApplication _host;
    private readonly ModelScript _script;
    private readonly TimeProvider _clock;
    private readonly ScriptedBehaviours _behaviours = new();
    private readonly RequestLog _log = new();
    private readonly RequestLog _embeddingLog = new();
    private int _active;
    private int _embeddings;

    private ScriptedModelServer(WebApplication host, ModelScript script, TimeProvider clock)
    {
        _host = host;
        _script = script;
        _clock = clock;
    }

    /// <summary>What to enter as base URL, ending in <c>/v1</c>.</summary>
    public string BaseUrl => $"{_host.Urls.First()}/v1";

    /// <summary>The last hundred chat requests, oldest first.</summary>
    public IReadOnlyList<RecordedRequest> Requests => _log.All;

    /// <summary>The last hundred requests for vectors, oldest first.</summary>
    public IReadOnlyList<RecordedRequest> EmbeddingRequests => _embeddingLog.All;

    /// <summary>All requests for vectors so far.</summary>
    public int EmbeddingCount => Volatile.Read(ref _embeddings);

    /// <summary>Answers being written now.</summary>
    public int ActiveAnswers => Volatile.Read(ref _active);

    /// <summary>Starts it on the loopback address.</summary>
    /// <param name="script">What it says.</param>
    /// <param name="port">Where it listens; 0: a free port.</param>
    /// <param name="clock">Measures the pace; null: the system's.</param>
    /// <param name="cancellation">Gives up starting.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<ScriptedModelServer> StartAsync(
        ModelScript script, int port = 0, TimeProvider? clock = null, CancellationToken cancellation = default)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxRequestBytes;
            kestrel.Listen(IPAddress.Loopback, port);
        });
        builder.Services.AddRoutingCore();
        // Clients may be in the middle of an answer that never ends.
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.Zero);
        var server = new ScriptedModelServer(builder.Build(), script, clock ?? TimeProvider.System);
        server.Map();
        await server._host.StartAsync(cancellation);
        return server;
    }

    /// <summary>Makes a model name do something else from now on.</summary>
    public void Change(string model, ScriptedBehaviour behaviour) => _behaviours.Change(model, behaviour);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await _host.DisposeAsync();
    }

    internal Task WaitForShutdownAsync(CancellationToken cancellation) => _host.WaitForShutdownAsync(cancellation);

    private void Map()
    {
        _host.MapGet("/v1/models", context => SendAsync(context, 200, CompletionJson.Models(ScriptedBehaviours.Names)));
        _host.MapPost("/v1/chat/completions", CompleteAsync);
        _host.MapPost("/v1/embeddings", EmbedAsync);
        _host.MapGet("/requests", context => SendAsync(context, 200, CompletionJson.Requests(Requests)));
        _host.MapPost("/behaviour", ChangeAsync);
    }

    private async Task CompleteAsync(HttpContext context)
    {
        ScriptedRequest request;
        try
        {
            var body = await ReadAsync(context);
            request = ScriptedRequest.Parse(body);
            _log.Add(new RecordedRequest(body, context.Request.Headers.Authorization));
        }
        catch (InvalidDataException error)
        {
            await SendAsync(context, 400, CompletionJson.Error(error.Message, "invalid_request"));
            return;
        }

        Interlocked.Increment(ref _active);
        try
        {
            await new ScriptedAnswer(context, request, _script, _clock).WriteAsync(_behaviours.Of(request.Model));
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client left in the middle: nobody is there to be told.
            context.Abort();
        }
        finally
        {
            Interlocked.Decrement(ref _active);
        }
    }

    private async Task EmbedAsync(HttpContext context)
    {
        var body = await ReadAsync(context);
        _embeddingLog.Add(new RecordedRequest(body, context.Request.Headers.Authorization));
        Interlocked.Increment(ref _embeddings);
        Interlocked.Increment(ref _active);
        try
        {
            await new ScriptedEmbeddings(context, _script, _clock).WriteAsync(body, _behaviours);
        }
        catch (InvalidDataException error)
        {
            await SendAsync(context, 400, CompletionJson.Error(error.Message, "invalid_request"));
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client left: nobody is there to be told.
            context.Abort();
        }
        finally
        {
            Interlocked.Decrement(ref _active);
        }
    }

    private async Task ChangeAsync(HttpContext context)
    {
        try
        {
            using var json = JsonDocument.Parse(await ReadAsync(context));
            var model = json.RootElement.GetProperty("model").GetString();
            var name = json.RootElement.GetProperty("behaviour").GetString();
            if (string.IsNullOrEmpty(model) || ScriptedBehaviours.Parse(name) is not { } behaviour)
                throw new InvalidDataException(
                    $"'{name}' is no behaviour. There are: {string.Join(", ", ScriptedBehaviours.Names)}.");
            Change(model, behaviour);
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException
            or InvalidDataException)
        {
            await SendAsync(context, 400, CompletionJson.Error(error.Message, "invalid_request"));
        }
    }

    private static async Task<string> ReadAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        return await reader.ReadToEndAsync(context.RequestAborted);
    }

    private static async Task SendAsync(HttpContext context, int status, string json)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(json), context.RequestAborted);
    }
}
