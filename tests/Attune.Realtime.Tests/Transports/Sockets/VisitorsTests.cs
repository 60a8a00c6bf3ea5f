using System.Net;
using System.Net.Sockets;
using Attune.Realtime.Transports.Sockets;
using Attune.TestKit.Time;

namespace Attune.Realtime.Tests.Transports.Sockets;

public sealed class VisitorsTests
{
    [Fact]
    public async Task Only_those_who_have_been_silent_for_too_long_are_sent_away()
    {
        var clock = new ManualClock();
        var visitors = new Visitors(TimeSpan.FromSeconds(10), clock);
        using var early = await ConnectAsync();
        using var late = await ConnectAsync();
        visitors.Add(early.Server);
        clock.Advance(TimeSpan.FromSeconds(6));
        visitors.Add(late.Server);
        clock.Advance(TimeSpan.FromSeconds(4));

        visitors.SendAway();

        Assert.Equal(0, await early.Client.ReceiveAsync(new byte[1]));
        Assert.True(late.Server.Connected);
        visitors.Remove(early.Server);
        Assert.Equal(1, visitors.Count);
        visitors.SendAllAway();
        Assert.Equal(0, await late.Client.ReceiveAsync(new byte[1]));
    }

    private static async Task<Pair> ConnectAsync()
    {
        using var listener = new Socket(SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        var client = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(listener.LocalEndPoint!, TestContext.Current.CancellationToken);
        return new Pair(client, await listener.AcceptAsync(TestContext.Current.CancellationToken));
    }

    private sealed record Pair(Socket Client, Socket Server) : IDisposable
    {
        public void Dispose()
        {
            Client.Dispose();
            Server.Dispose();
        }
    }
}
