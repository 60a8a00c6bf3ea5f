using RealtimeLoad.Lines;
using RealtimeLoad.Load;

namespace RealtimeLoad.Polling;

/// <summary>Publishes revenues at a steady rate.</summary>
internal sealed class TickPublisher(LineLoop loop, int port, EventTimes times, Outcomes outcomes) : HttpLine(loop, port)
{
    public const string Topic = "finance";

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
                Publish(due);
            Run(pace, events);
        });
    }

    public override void OnLost() => throw new InvalidDataException("The server dropped the publisher.");

    protected override void OnAnswer(int status, ReadOnlySpan<byte> body, long now)
    {
        // What was refused is numbered all the same, so that it counts as lost with everybody.
        outcomes.Take(status);
    }

    private void Publish(long due)
    {
        outcomes.Ask();
        Send(Wire.Post("/v2/realtime/publish", [.. "{\"service\":\"finance\",\"type\":\"revenue_added\",\"data\":"u8,
            .. Wire.Payload(times.Publish(due), PayloadBytes), (byte)'}']));
    }
}
