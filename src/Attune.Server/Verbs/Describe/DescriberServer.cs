using System.Text;

namespace Attune.Server.Verbs.Describe;

/// <summary>
/// An honest stand-in for a service that describes visitors: it invents what it tells, and fails in the ways that a real one
/// can. For tests, and for trying the guide without a camera.
/// </summary>
public sealed class DescriberServer : IAsyncDisposable
{
    /// <summary>Sessions that are remembered, the newest.</summary>
    private const int MostSessions = 100;
    private const int LongestSession = 128;
    private static readonly byte[] NoJson = [.. "{\"success\": true, \"user_description\": <<oops>>"u8];

    private readonly WebApplication _host;
    private readonly DescriberPlan _plan;
    private readonly TimeProvider _clock;
    private readonly Action<string> _note;
    private readonly Lock _gate = new();
    private readonly Random _random;
    private readonly LinkedList<string> _sessions = new();
    private int _asked;

    private DescriberServer(WebApplication host, DescriberPlan plan, TimeProvider clock, Action<string>? note)
    {
        (_host, _plan, _clock) = (host, plan, clock);
        _note = note ?? (static _ => { });
        _random = new Random(plan.Seed);
    }

    /// <summary>Where it listens.</summary>
    public Uri Address => new(_host.Urls.First());

    /// <summary>Descriptions that were asked for.</summary>
    public int Asked => Volatile.Read(ref _asked);

    /// <summary>Starts it.</summary>
    /// <param name="plan">How it behaves.</param>
    /// <param name="clock">Measures the delay; null: the system's.</param>
    /// <param name="note">Told of each request when the plan says so.</param>
    /// <param name="cancellation">Gives up starting.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<DescriberServer> StartAsync(
        DescriberPlan plan, TimeProvider? clock = null, Action<string>? note = null, CancellationToken cancellation = default)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(plan.Host, plan.Port);
        });
        builder.Services.AddRoutingCore();
        // Clients may wait for a description that never comes.
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.Zero);
        var server = new DescriberServer(builder.Build(), plan, clock ?? TimeProvider.System, note);
        server.Map();
        await server._host.StartAsync(cancellation);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await _host.DisposeAsync();
    }

    internal Task WaitForShutdownAsync(CancellationToken cancellation) => _host.WaitForShutdownAsync(cancellation);

    private void Map()
    {
        _host.MapGet("/health", context => SendAsync(context, 200, DescriberJson.Health(_clock.GetUtcNow())));
        _host.MapGet("/api/get-user-description", DescribeAsync);
        _host.MapGet("/api/get-user-description/pool",
            static context => SendAsync(context, 200, DescriberJson.Pool(DescriptionPool.All)));
        _host.MapGet("/api/simulator/pool",
            static context => SendAsync(context, 200, DescriberJson.Pool(DescriptionPool.All)));
        _host.MapGet("/sessions", context => SendAsync(context, 200, DescriberJson.Sessions(Sessions())));
        _host.MapGet("/visual-context/{session}", LookAsync);
    }

    private async Task DescribeAsync(HttpContext context)
    {
        var (text, fails) = Draw();
        if (await BehavesAsync(context, fails))
            await AnswerAsync(context, text);
    }

    /// <summary>Takes its time and fails as the plan says.</summary>
    /// <returns>False when nothing is left to answer.</returns>
    private async Task<bool> BehavesAsync(HttpContext context, bool fails)
    {
        Interlocked.Increment(ref _asked);
        if (_plan.Debug)
            _note($"{context.Request.Method} {context.Request.Path}: {(fails ? "status 500" : _plan.Mode.ToString())}");
        try
        {
            if (_plan.Mode == DescriberMode.Hang)
                await Task.Delay(Timeout.InfiniteTimeSpan, _clock, context.RequestAborted);
            await Task.Delay(_plan.Delay, _clock, context.RequestAborted);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The guide does not wait any longer, as it should.
            return false;
        }

        if (fails)
            await SendAsync(context, 500, DescriberJson.Error("The plan says that this fails."));
        return !fails;
    }

    private Task AnswerAsync(HttpContext context, string text) => _plan.Mode switch
    {
        DescriberMode.InvalidJson => SendAsync(context, 200, NoJson),
        DescriberMode.MissingField => SendAsync(context, 200,
            DescriberJson.Description("", success: true, _clock.GetUtcNow(), withoutText: true)),
        DescriberMode.Empty => SendAsync(context, 200, DescriberJson.Description("", success: true, _clock.GetUtcNow())),
        DescriberMode.Unsuccessful => SendAsync(context, 200,
            DescriberJson.Description(text, success: false, _clock.GetUtcNow())),
        _ => SendAsync(context, 200, DescriberJson.Description(text, success: true, _clock.GetUtcNow())),
    };

    /// <summary>The later contract: what is seen in a session, the same as long as it is remembered.</summary>
    private async Task LookAsync(HttpContext context)
    {
        var session = (string?)context.Request.RouteValues["session"] ?? "";
        if (session.Length is 0 or > LongestSession)
        {
            await SendAsync(context, 400, DescriberJson.Error($"A session id has 1 to {LongestSession} characters."));
            return;
        }

        Remember(session);
        if (!await BehavesAsync(context, Draw().Fails))
            return;
        var text = _plan.Mode switch
        {
            DescriberMode.Fixed => FixedText,
            DescriberMode.Random => DescriptionPool.All[IndexOf(session)].Text,
            _ => "",
        };
        await SendAsync(context, 200, _plan.Mode switch
        {
            DescriberMode.InvalidJson => NoJson,
            DescriberMode.MissingField => DescriberJson.Session(session),
            _ => DescriberJson.VisualContext(session, text.Length == 0 ? null : text),
        });
    }

    private string FixedText => _plan.Text ?? DescriptionPool.All[0].Text;

    /// <summary>What is told and whether it fails, in the order of the requests.</summary>
    private (string Text, bool Fails) Draw()
    {
        lock (_gate)
        {
            var text = _plan.Mode == DescriberMode.Random
                ? DescriptionPool.All[_random.Next(DescriptionPool.All.Count)].Text
                : FixedText;
            return (text, _random.NextDouble() < _plan.FailRate);
        }
    }

    /// <summary>A session always sees the same visitor, whichever process answers.</summary>
    private static int IndexOf(string session)
    {
        var hash = 17u;
        foreach (var b in Encoding.UTF8.GetBytes(session))
            hash = (hash * 31) + b;
        return (int)(hash % (uint)DescriptionPool.All.Count);
    }

    private void Remember(string session)
    {
        lock (_gate)
        {
            _sessions.Remove(session);
            _sessions.AddLast(session);
            if (_sessions.Count > MostSessions)
                _sessions.RemoveFirst();
        }
    }

    private IReadOnlyList<string> Sessions()
    {
        lock (_gate)
            return [.. _sessions];
    }

    private static async Task SendAsync(HttpContext context, int status, ReadOnlyMemory<byte> json)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.Body.WriteAsync(json, context.RequestAborted);
    }
}
