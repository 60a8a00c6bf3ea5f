using System.Buffers.Text;
using System.Text;
using RealtimeLoad.Lines;
using RealtimeLoad.Load;

namespace RealtimeLoad.Polling;

/// <summary>
/// A client that is told. When its connection is cut or closed it comes back and goes on after the last event that it has seen:
/// each time is a request.
/// </summary>
internal sealed class PushedClient
{
    private readonly LineLoop _loop;
    private readonly int _port;
    private readonly EventTimes _times;
    private readonly Outcomes _outcomes;
    private long? _seq;

    public PushedClient(LineLoop loop, int port, EventTimes times, Outcomes outcomes)
    {
        (_loop, _port, _times, _outcomes) = (loop, port, times, outcomes);
        Connect();
    }

    public Arrivals Arrivals { get; } = new();

    public bool IsReady { get; private set; }

    /// <summary>Requests that it has made, 1 as long as nobody cuts its connection.</summary>
    public int Requests { get; private set; }

    private string Hello =>
        $"{{\"services\":[\"{TickPublisher.Topic}\"],\"version\":1{(_seq is { } seq ? $",\"lastSeq\":{seq}" : "")}}}";

    private void Connect()
    {
        Requests++;
        _outcomes.Ask();
        _ = new SocketLine(this);
    }

    private void Take(ReadOnlySpan<byte> message, long now)
    {
        if (message.StartsWith("{\"type\":\"ack\""u8))
        {
            IsReady = true;
            return;
        }

        if (!message.StartsWith("{\"type\":\"event\""u8))
            return;
        var name = "\"seq\":"u8;
        _seq = Utf8Parser.TryParse(message[(message.IndexOf(name) + name.Length)..], out long seq, out _)
            ? seq : throw new InvalidDataException("No number in " + Encoding.UTF8.GetString(message));
        _times.Receive(message, Arrivals, _times.Pushed, now);
    }

    private sealed class SocketLine(PushedClient owner) : WebSocketLine(owner._loop, owner._port, owner.Hello)
    {
        public override void OnLost()
        {
            owner._outcomes.Fail();
            owner.Connect();
        }

        protected override void OnClosed(string reason)
        {
            Cut();
            OnLost();
        }

        protected override void OnText(ReadOnlySpan<byte> message, long now) => owner.Take(message, now);
    }
}
