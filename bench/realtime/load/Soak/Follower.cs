using System.Buffers.Text;
using System.Text;
using RealtimeLoad.Lines;
using RealtimeLoad.Load;

namespace RealtimeLoad.Soak;

/// <summary>
/// A client that follows a few topics for the whole run, over one transport after the other, and misses nothing: it always goes
/// on after the last event that it has seen.
/// </summary>
internal sealed class Follower
{
    private readonly Dictionary<int, Arrivals> _arrivals = [];
    private readonly LineLoop _loop;
    private readonly int _port;
    private readonly int[] _topics;
    private Line? _line;
    private string _generation = "";
    private long _position = -1;

    public Follower(LineLoop loop, int port, int[] topics)
    {
        (_loop, _port, _topics) = (loop, port, topics);
    }

    /// <summary>The transport that it uses now.</summary>
    public string Transport { get; private set; } = "";

    /// <summary>It knows where it is.</summary>
    public bool IsReady => _position >= 0;

    /// <summary>The server has answered over the present connection.</summary>
    public bool IsLive { get; private set; }

    public bool IsStalled => _line is { IsPaused: true };

    public long Received { get; private set; }

    /// <summary>Begins, or goes on after a break, over this transport.</summary>
    public void Connect(string transport)
    {
        _line?.Cut();
        Transport = transport;
        IsLive = false;
        _line = transport switch
        {
            "websocket" => new SocketLine(this),
            "sse" => new EventsLine(this),
            _ => new PollLine(this),
        };
    }

    /// <summary>Stops reading.</summary>
    public void Stall() => _line?.Pause();

    public void Unstall() => _line?.Unpause();

    /// <summary>The server has ended the connection: that of a reader that was too slow, for one. It comes back.</summary>
    private void OnLost() => _loop.After(TimeSpan.FromMilliseconds(100), () => Connect(Transport));

    public Faults Check(IReadOnlyList<int> published) => new(
        _arrivals.Sum(topic => (long)topic.Value.LostOf(published[topic.Key])),
        _arrivals.Values.Sum(arrivals => arrivals.Duplicated),
        _arrivals.Values.Sum(arrivals => arrivals.Reordered));

    private string Names => string.Join(',', _topics.Select(SoakTopics.NameOf));

    private string Query => $"topics={Names}" + (IsReady ? $"&lastSeq={_position}&generation={_generation}" : "");

    private string Hello => $"{{\"services\":[\"{Names.Replace(",", "\",\"", StringComparison.Ordinal)}\"],\"version\":1"
        + (IsReady ? $",\"lastSeq\":{_position},\"generation\":\"{_generation}\"}}" : "}");

    /// <summary>Takes a frame, whatever it came in.</summary>
    private void Take(ReadOnlySpan<byte> frame)
    {
        IsLive = true;
        if (frame.StartsWith("{\"type\":\"event\""u8))
            TakeEvent(frame);
        else if (frame.StartsWith("{\"type\":\"ack\""u8) && !IsReady)
            TakeStart(frame);
        else if (frame.StartsWith("{\"type\":\"error\""u8) || frame.StartsWith("{\"type\":\"rewind\""u8))
            throw new InvalidDataException("Not expected: " + Encoding.UTF8.GetString(frame));
    }

    private void TakeStart(ReadOnlySpan<byte> ack)
    {
        var rest = ack[(ack.IndexOf("\"generation\":\""u8) + 14)..];
        _generation = Encoding.ASCII.GetString(rest[..rest.IndexOf((byte)'"')]);
        foreach (var topic in _topics)
        {
            var name = Encoding.ASCII.GetBytes($"\"{SoakTopics.NameOf(topic)}\":");
            _position = Math.Max(_position, NumberAfter(ack, name));
        }
    }

    private void TakeEvent(ReadOnlySpan<byte> frame)
    {
        var topic = (int)NumberAfter(frame, "\"service\":\"app:s"u8);
        _position = Math.Max(_position, NumberAfter(frame, "\"seq\":"u8));
        while (frame.IndexOf(Wire.MarkSign) is var at and >= 0)
        {
            var seq = Wire.ParseMark(frame[(at + 1)..]);
            if (!_arrivals.TryGetValue(topic, out var arrivals))
                _arrivals[topic] = arrivals = new Arrivals(seq - 1);
            if (arrivals.Note(seq))
                Received++;
            frame = frame[(at + Wire.MarkLength)..];
        }
    }

    private static long NumberAfter(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name)
    {
        var at = text.IndexOf(name);
        return at >= 0 && Utf8Parser.TryParse(text[(at + name.Length)..], out long number, out _)
            ? number : throw new InvalidDataException("No number in " + Encoding.UTF8.GetString(text));
    }

    private sealed class SocketLine(Follower owner) : WebSocketLine(owner._loop, owner._port, owner.Hello)
    {
        public override void OnLost() => owner.OnLost();

        protected override void OnText(ReadOnlySpan<byte> message, long now) => owner.Take(message);
    }

    private sealed class EventsLine : HttpLine
    {
        private readonly Follower _owner;
        private readonly List<byte> _text = [];

        public EventsLine(Follower owner) : base(owner._loop, owner._port)
        {
            _owner = owner;
            GetEvents($"/v2/realtime/events?{owner.Query}");
        }

        public override void OnLost() => _owner.OnLost();

        protected override void OnChunk(int status, ReadOnlySpan<byte> chunk, long now)
        {
            _text.AddRange(chunk);
            var text = _text.ToArray().AsSpan();
            var used = 0;
            while (text[used..].IndexOf((byte)'\n') is var end and >= 0)
            {
                var line = text.Slice(used, end);
                used += end + 1;
                if (line.StartsWith("data: "u8))
                    _owner.Take(line[6..]);
                else if (line.StartsWith("data:"u8))
                    _owner.Take(line[5..]);
            }

            _text.RemoveRange(0, used);
        }

        protected override void OnAnswer(int status, ReadOnlySpan<byte> body, long now)
        {
            if (status != 200)
                throw new InvalidDataException($"Events were refused with {status}: {Encoding.UTF8.GetString(body)}");
            Cut();
            _owner.OnLost();
        }
    }

    private sealed class PollLine : HttpLine
    {
        private readonly Follower _owner;

        public PollLine(Follower owner) : base(owner._loop, owner._port)
        {
            _owner = owner;
            Get($"/v2/realtime/poll?{owner.Query}&wait=20");
        }

        public override void OnLost() => _owner.OnLost();

        protected override void OnAnswer(int status, ReadOnlySpan<byte> body, long now)
        {
            if (status != 200)
                throw new InvalidDataException($"A poll was refused with {status}: {Encoding.UTF8.GetString(body)}");
            // Frames begin with their type, and no data of ours holds the sign that ends one.
            while (body.IndexOf("{\"type\":"u8) is var at and >= 0)
            {
                body = body[at..];
                var next = body[1..].IndexOf("{\"type\":\"event\",\"service\""u8);
                _owner.Take(next < 0 ? body : body[..(next + 1)]);
                body = next < 0 ? default : body[(next + 1)..];
            }

            Get($"/v2/realtime/poll?{_owner.Query}&wait=20");
        }
    }
}
