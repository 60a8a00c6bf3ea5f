using System.Globalization;
using System.Text;
using RealtimeLoad.Lines;
using RealtimeLoad.Load;

namespace RealtimeLoad.Soak;

/// <summary>Publishes events of many sizes, to one half of the topics over HTTP and to the other over a WebSocket.</summary>
internal sealed class SoakPublisher
{
    private const int SmallestBytes = 60;
    private const int LargestBytes = 2_500;
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(10);

    private readonly int[] _published = new int[SoakTopics.Count];
    private readonly Random _random = new(1);
    private readonly LineLoop _loop;
    private readonly PostLine _post;
    private readonly VerbLine _verb;
    private int _turn;
    private bool _isEnding;

    public SoakPublisher(LineLoop loop, int port)
    {
        _loop = loop;
        _post = new PostLine(loop, port);
        _verb = new VerbLine(loop, port);
        Publish();
    }

    /// <summary>Events published to each topic.</summary>
    public IReadOnlyList<int> Published => _published;

    public int Unanswered => _post.Unanswered + _verb.Unanswered;

    public void Finish() => _isEnding = true;

    private void Publish()
    {
        if (_isEnding)
            return;
        // No hurry to make up for a pause: a soak is about time, not about speed.
        _loop.After(Every, Publish);
        if (!_verb.IsReady)
            return;
        var topic = _turn++ % SoakTopics.Count;
        var name = SoakTopics.NameOf(topic);
        var data = Encoding.ASCII.GetString(Wire.Payload(++_published[topic], _random.Next(SmallestBytes, LargestBytes)));
        if (topic % 2 == 0)
            _post.Publish(Encoding.ASCII.GetBytes($"{{\"service\":\"{name}\",\"type\":\"tick\",\"data\":{data}}}"));
        else
            _verb.Publish($"{{\"type\":\"publish\",\"ref\":1,\"topic\":\"{name}\","
                + $"\"event\":{{\"type\":\"tick\",\"data\":{data}}}}}");
    }

    private sealed class PostLine(LineLoop loop, int port) : HttpLine(loop, port)
    {
        public int Unanswered { get; private set; }

        public void Publish(byte[] body)
        {
            Unanswered++;
            Send(Wire.Post("/v2/realtime/publish", body));
        }

        public override void OnLost() => throw new InvalidDataException("The server dropped a publisher.");

        protected override void OnAnswer(int status, ReadOnlySpan<byte> body, long now)
        {
            if (status != 200)
                throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture,
                    $"A publish was refused with {status}: {Encoding.UTF8.GetString(body)}"));
            Unanswered--;
        }
    }

    private sealed class VerbLine(LineLoop loop, int port)
        : WebSocketLine(loop, port, "{\"services\":[\"app:publishers\"],\"version\":1}")
    {
        public bool IsReady { get; private set; }

        public int Unanswered { get; private set; }

        public void Publish(string frame)
        {
            Unanswered++;
            SendText(frame);
        }

        public override void OnLost() => throw new InvalidDataException("The server dropped a publisher.");

        protected override void OnText(ReadOnlySpan<byte> message, long now)
        {
            if (message.StartsWith("{\"type\":\"ack\""u8))
                IsReady = true;
            else if (message.StartsWith("{\"type\":\"published\""u8))
                Unanswered--;
            else if (message.StartsWith("{\"type\":\"error\""u8))
                throw new InvalidDataException("A publish was refused: " + Encoding.UTF8.GetString(message));
        }
    }
}
