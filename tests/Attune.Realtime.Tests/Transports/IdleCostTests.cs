using System.Net;
using System.Net.Sockets;
using System.Text;
using Attune.Foundation;
using Attune.Foundation.Hosting;
using Attune.Foundation.Modules;
using Attune.TestKit.Folders;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Attune.Realtime.Tests.Transports;

/// <summary>What an event stream has of its own while nothing happens: no timer, whatever its pings and deadlines.</summary>
public sealed class IdleCostTests
{
    private const int Connections = 500;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task An_idle_event_stream_has_no_timer()
    {
        using var folder = new TempFolder();
        await using var host = Build(folder);
        await host.StartAsync(TestContext.Current.CancellationToken);
        var address = new Uri(host.Urls.Single());
        var before = Timer.ActiveCount;
        var sockets = await OpenAsync(address, "/v2/realtime/events?topics=finance", Connections);
        var added = Timer.ActiveCount - before;
        sockets.ForEach(socket => socket.Dispose());
        // Other tests of this process have timers, too, but not by the hundred.
        Assert.True(added < Connections / 2, $"{added} timers came with {Connections} connections.");
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
        return host;
    }
}
