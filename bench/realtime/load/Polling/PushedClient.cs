using RealtimeLoad.Lines;
using RealtimeLoad.Load;

namespace RealtimeLoad.Polling;

/// <summary>A client that is told.</summary>
internal sealed class PushedClient(LineLoop loop, int port, EventTimes times)
    : WebSocketLine(loop, port, "{\"services\":[\"bench\"],\"version\":1}")
{
    public Arrivals Arrivals { get; } = new();

    public bool IsReady { get; private set; }

    public override void OnLost() => throw new InvalidDataException("The server dropped a connection.");

    protected override void OnText(ReadOnlySpan<byte> message, long now)
    {
        if (IsReady)
            times.Receive(message, Arrivals, times.Pushed, now);
        else
            IsReady = message.StartsWith("{\"type\":\"ack\""u8);
    }
}
