using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Attune.Companion.Tests.Fakes;

/// <summary>A describer whose answers a test decides.</summary>
internal sealed class FakeDescriber : IAsyncDisposable
{
    private readonly WebApplication _host;
    private int _asked;

    private FakeDescriber(WebApplication host, Func<HttpContext, Task> answer)
    {
        _host = host;
        // Whatever it is asked for: the path is the setting's matter.
        host.MapGet("/{**path}", context =>
        {
            Interlocked.Increment(ref _asked);
            Authorization = context.Request.Headers.Authorization;
            return answer(context);
        });
    }

    public string Url => _host.Urls.First();

    public int Asked => Volatile.Read(ref _asked);

    /// <summary>What the last request brought.</summary>
    public string? Authorization { get; private set; }

    public static async Task<FakeDescriber> StartAsync(Func<HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.Zero);
        var describer = new FakeDescriber(builder.Build(), answer);
        await describer._host.StartAsync();
        return describer;
    }

    public static Task<FakeDescriber> SayingAsync(string description) =>
        StartAsync(context => SayAsync(context, description));

    public static Task SayAsync(HttpContext context, string description)
    {
        var json = JsonSerializer.Serialize(
            new { success = true, user_description = description, timestamp = "2026-11-22T04:00:00Z" });
        return SendAsync(context, json);
    }

    public static async Task SendAsync(HttpContext context, string body)
    {
        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body));
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await _host.DisposeAsync();
    }
}
