using System.Diagnostics;
using System.Text;
using RealtimeLoad.Lines;
using RealtimeLoad.Load;

namespace RealtimeLoad.Polling;

/// <summary>
/// Requests at a steady rate, four pages of history to one publish, over a few keep-alive connections. A request that finds no
/// connection free waits, and its wait counts.
/// </summary>
internal sealed class RequestMix
{
    private const int Connections = 64;
    private const int PayloadBytes = 200;
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(30);

    private readonly LineLoop _loop;
    private readonly Outcomes _outcomes;
    private readonly Queue<RequestLine> _free = new();
    private readonly Queue<(byte[] Request, long Due)> _waiting = new();
    private int _sent;
    private int _answered;

    public RequestMix(LineLoop loop, int port, Outcomes outcomes)
    {
        (_loop, _outcomes) = (loop, outcomes);
        for (var n = 0; n < Connections; n++)
            _free.Enqueue(new RequestLine(loop, port, this));
    }

    public LatencyHistogram Latencies { get; } = new();

    /// <summary>Sends requests for a time and waits for their answers.</summary>
    /// <returns>Answers a second.</returns>
    public double Run(double perSecond, TimeSpan duration)
    {
        Latencies.Clear();
        var (start, before) = (Stopwatch.GetTimestamp(), _answered);
        var count = (int)(perSecond * duration.TotalSeconds);
        SendDue(Pace.Rate(perSecond), _sent + count);
        if (!_loop.RunUntil(() => _answered - before == count, duration + EndLimit))
            throw new TimeoutException("Some requests were not answered in time.");
        return count / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private void SendDue(Pace pace, int upTo)
    {
        while (_sent < upTo && pace.TryTake(0, Stopwatch.GetTimestamp(), out var due, out _))
        {
            _waiting.Enqueue((RequestOf(++_sent), due));
            SendWaiting();
        }

        if (_sent < upTo)
            _loop.At(pace.NextDue, () => SendDue(pace, upTo));
    }

    private static byte[] RequestOf(int number) => number % 5 == 0
        ? Wire.Post("/v2/realtime/publish", [.. "{\"service\":\"app:http\",\"type\":\"tick\",\"data\":"u8,
            .. Wire.Payload(number, PayloadBytes), (byte)'}'])
        : Encoding.ASCII.GetBytes("GET /v2/realtime/history?topic=finance&after=0&limit=20 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");

    private void SendWaiting()
    {
        while (_waiting.Count > 0 && _free.TryDequeue(out var line))
        {
            var (request, due) = _waiting.Dequeue();
            _outcomes.Ask();
            line.Request(request, due);
        }
    }

    private void OnAnswer(RequestLine line, long due, long now)
    {
        _answered++;
        Latencies.Record((long)((now - due) * 1_000_000.0 / Stopwatch.Frequency));
        _free.Enqueue(line);
        SendWaiting();
    }

    private sealed class RequestLine(LineLoop loop, int port, RequestMix mix) : HttpLine(loop, port)
    {
        private long _due;

        public void Request(byte[] request, long due)
        {
            _due = due;
            Send(request);
        }

        public override void OnLost() => throw new InvalidDataException("The server dropped a connection.");

        protected override void OnAnswer(int status, ReadOnlySpan<byte> body, long now)
        {
            mix._outcomes.Take(status);
            mix.OnAnswer(this, _due, now);
        }
    }
}
