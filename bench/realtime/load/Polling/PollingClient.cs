using System.Text;
using RealtimeLoad.Lines;
using RealtimeLoad.Load;

namespace RealtimeLoad.Polling;

/// <summary>A client that asks every so often over one keep-alive connection, and is answered at once.</summary>
internal sealed class PollingClient : HttpLine
{
    private readonly LineLoop _loop;
    private readonly EventTimes _times;
    private readonly Outcomes _outcomes;
    private readonly TimeSpan _every;
    private string _position = "lastSeq=0";
    private bool _isEnding;

    public PollingClient(LineLoop loop, int port, EventTimes times, Outcomes outcomes, TimeSpan every) : base(loop, port)
    {
        (_loop, _times, _outcomes, _every) = (loop, times, outcomes, every);
    }

    public Arrivals Arrivals { get; } = new();

    /// <summary>Requests that it has made.</summary>
    public int Requests { get; private set; }

    /// <summary>Begins to poll after this time.</summary>
    public void Begin(TimeSpan phase) => _loop.After(phase, Poll);

    public void Finish() => _isEnding = true;

    public override void OnLost() => throw new InvalidDataException("The server dropped a polling client.");

    protected override void OnAnswer(int status, ReadOnlySpan<byte> body, long now)
    {
        // Who is refused asks again at its next time, from the same position.
        if (!_outcomes.Take(status))
            return;
        _times.Receive(body, Arrivals, _times.Polled, now);
        _position = "cursor=" + CursorOf(body);
    }

    private void Poll()
    {
        if (_isEnding)
            return;
        Requests++;
        _outcomes.Ask();
        Get($"/v2/realtime/poll?topics={TickPublisher.Topic}&wait=0&{_position}");
        _loop.After(_every, Poll);
    }

    private static string CursorOf(ReadOnlySpan<byte> body)
    {
        var name = "\"cursor\":\""u8;
        var token = body[(body.LastIndexOf(name) + name.Length)..];
        return Uri.EscapeDataString(Encoding.ASCII.GetString(token[..token.IndexOf((byte)'"')]));
    }
}
