using System.Text;
using RealtimeLoad.Load;

namespace RealtimeLoad.Systems;

/// <summary>The servers in <c>peers</c>: topics stand in the address, <c>POST /publish?topic=</c> publishes.</summary>
internal record PeerDialect(Audience Audience, string Path) : ServerDialect
{
    private const int Several = 10;

    public override string PathOf(int topic) => Path + "topics=" + (Audience == Audience.Ten
        ? string.Join(',', Enumerable.Range(0, Several).Select(number => $"t{number}"))
        : NameOf(topic));

    public override byte[] Publish(int topic, byte[] data) => Wire.Post("/publish?topic=" + NameOf(topic), data);

    private string NameOf(int topic) => Audience == Audience.Everyone ? "all" : $"t{topic}";
}

/// <summary>SignalR's JSON protocol without negotiation.</summary>
internal sealed record SignalRDialect(Audience Audience) : PeerDialect(Audience, "/hub?")
{
    private static readonly byte[] Handshake = Wire.Text("{\"protocol\":\"json\",\"version\":1}\u001e");
    private static readonly byte[] Ping = Wire.Text("{\"type\":6}\u001e");

    public override byte[]? KeepAlive => Ping;

    public override byte[]? Hello(int topic) => Handshake;
}

/// <summary>Socket.IO 4 over Engine.IO 4, WebSocket only.</summary>
internal sealed record SocketIoDialect(Audience Audience)
    : PeerDialect(Audience, "/socket.io/?EIO=4&transport=websocket&")
{
    private static readonly byte[] Join = Wire.Text("40");

    public override byte[] ReadyMark { get; } = Encoding.ASCII.GetBytes("[\"ready\"]");

    public override bool HasTextPings => true;

    public override byte[]? Hello(int topic) => Join;
}
