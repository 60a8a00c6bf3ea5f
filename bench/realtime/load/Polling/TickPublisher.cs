using System.Text;
using RealtimeLoad.Lines;
using RealtimeLoad.Load;

namespace RealtimeLoad.Polling;

/// <summary>Publishes events at a steady rate.</summary>
internal sealed class TickPublisher(LineLoop loop, int port, EventTimes times) : HttpLine(loop, port)
{
    private const int PayloadBytes = 200;

    private readonly LineLoop _loop = loop;

    /// <summary>So many events from now on.</summary>
    public void Run(Pace pace, int events)
    {
        if (times.Published == events)
            return;
        _loop.At(pace.NextDue, () =>
        {
            if (pace.TryTake(0, long.MaxValue, out var due, out _))
                Send(Wire.Post("/v2/realtime/publish", [.. "{\"service\":\"bench\",\"type\":\"tick\",\"data\":"u8,
                    .. Wire.Payload(times.Publish(due), PayloadBytes), (byte)'}']));
            Run(pace, events);
        });
    }

    public override void OnLost() => throw new InvalidDataException("The server dropped the publisher.");

    protected override void OnAnswer(int status, ReadOnlySpan<byte> body, long now)
    {
        if (status != 200)
            throw new InvalidDataException($"A publish was refused with {status}: {Encoding.UTF8.GetString(body)}");
    }
}
