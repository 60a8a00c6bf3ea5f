using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Attune.Foundation;
using Attune.Foundation.Access;
using Attune.Foundation.Hosting;
using Attune.Foundation.Modules;
using Attune.TestKit.Folders;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Attune.Realtime.Tests.Transports;

/// <summary>
/// What an event stream costs while nothing happens, beside a request that only waits. Server and clients share the process,
/// so both sides of both kinds are counted, and the difference is what the stream core adds.
/// </summary>
public sealed class IdleCostTests(ITestOutputHelper output)
{
    private const int Connections = 500;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task An_idle_event_stream_has_no_timer_and_adds_little_to_the_request_that_waits()
    {
        var waiting = await MeasureAsync("/wait");
        var streaming = await MeasureAsync("/v2/realtime/events?topics=finance");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"managed bytes per connection, both ends: waiting {waiting.Bytes}, event stream {streaming.Bytes}; "
            + $"timers: {waiting.Timers}, {streaming.Timers}; threads: {waiting.Threads}, {streaming.Threads}"));
        Assert.InRange(streaming.Timers - waiting.Timers, -Connections, Connections / 50);
        Assert.InRange(streaming.Bytes - waiting.Bytes, -4_000, 4_000);
    }

    private static async Task<(long Bytes, long Timers, int Threads)> MeasureAsync(string path)
    {
        using var folder = new TempFolder();
        await using var host = Build(folder);
        await host.StartAsync(TestContext.Current.CancellationToken);
        var address = new Uri(host.Urls.Single());
        // Not counted: code, pools and caches. They stay open, so that nothing is freed while the others are counted.
        var first = await OpenAsync(address, path, Connections / 10);
        var (bytes, timers) = (GC.GetTotalMemory(forceFullCollection: true), Timer.ActiveCount);
        var sockets = await OpenAsync(address, path, Connections);
        var perConnection = (GC.GetTotalMemory(forceFullCollection: true) - bytes) / Connections;
        var added = Timer.ActiveCount - timers;
        first.Concat(sockets).ToList().ForEach(socket => socket.Dispose());
        return (perConnection, added, ThreadPool.ThreadCount);
    }

    /// <summary>Opens connections and waits for the first bytes of each body.</summary>
    private static async Task<List<Socket>> OpenAsync(Uri address, string path, int count)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        var request = Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {address.Authority}\r\n\r\n");
        var buffer = new byte[4096];
        var sockets = new List<Socket>(count);
        for (var i = 0; i < count; i++)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(IPAddress.Loopback, address.Port, deadline.Token);
            await socket.SendAsync(request, deadline.Token);
            var text = "";
            while (!text.Contains("\n\n", StringComparison.Ordinal))
                text += Encoding.UTF8.GetString(buffer, 0, await socket.ReceiveAsync(buffer, deadline.Token));
            sockets.Add(socket);
        }

        return sockets;
    }

    private static WebApplication Build(TempFolder folder)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?> { ["Realtime:Services:0"] = "finance" });
        builder.Services.AddFoundation(DataFolder.Unlocked(folder.Path));
        AttuneModule[] modules = [RealtimeModule.Doors];
        builder.Services.AddSingleton(new ModuleCatalogue([.. modules.Select(builder.AddModule)]));
        var host = builder.Build();
        host.UseFoundation();
        RealtimeModule.Doors.Map!(host);
        host.MapGet("/wait", WaitAsync).OpenToAnyone("What a request costs that does nothing.");
        return host;
    }

    private static async Task WaitAsync(HttpContext context)
    {
        await context.Response.WriteAsync("\n\n", context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (context.RequestAborted.UnsafeRegister(static task => ((TaskCompletionSource)task!).TrySetResult(), ended))
            await ended.Task;
    }
}
