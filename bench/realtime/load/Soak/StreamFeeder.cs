using System.Globalization;
using System.Text;
using RealtimeLoad.AiStreams;
using RealtimeLoad.Lines;

namespace RealtimeLoad.Soak;

/// <summary>Feeds one AI stream after the other over HTTP and reads each again when it has ended.</summary>
internal sealed class StreamFeeder : HttpLine
{
    private const int Tokens = 100;
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(50);

    private readonly LineLoop _loop;
    private readonly int _number;
    private int _streams;
    private WrittenStream _stream;
    private bool _isReading;
    private bool _isEnding;

    public StreamFeeder(LineLoop loop, int port, int number) : base(loop, port)
    {
        (_loop, _number) = (loop, number);
        _stream = Begin();
    }

    /// <summary>Streams that were read again in full.</summary>
    public int Finished { get; private set; }

    /// <summary>Streams that were not what had been written.</summary>
    public int Wrong { get; private set; }

    public bool IsIdle { get; private set; }

    public void Finish() => _isEnding = true;

    public override void OnLost() => throw new InvalidDataException("The server dropped a feeder.");

    protected override void OnAnswer(int status, ReadOnlySpan<byte> body, long now)
    {
        if (status != 200)
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture,
                $"A feed was refused with {status}: {Encoding.UTF8.GetString(body)}"));
        _isReading = !_isReading;
        if (_isReading)
        {
            Get($"/v2/realtime/streams/{_stream.Id}");
            return;
        }

        Finished++;
        Wrong += body.Length == _stream.Length && _stream.Holds(0, body) ? 0 : 1;
        IsIdle = _isEnding;
        if (!IsIdle)
            _stream = Begin();
    }

    private WrittenStream Begin()
    {
        var number = (_number * 1_000_000) + _streams++;
        var stream = new WrittenStream($"feed-{_number}-{_streams}", number, Tokens);
        Send(Encoding.ASCII.GetBytes(
            $"POST /v2/realtime/streams/{stream.Id} HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n"));
        Write(stream);
        return stream;
    }

    private void Write(WrittenStream stream)
    {
        if (stream.Tokens == stream.MaxTokens)
        {
            Send("0\r\n\r\n"u8);
            return;
        }

        var token = stream.NextToken();
        Send([.. Encoding.ASCII.GetBytes($"{token.Length:x}\r\n"), .. token, .. "\r\n"u8]);
        _loop.After(Every, () => Write(stream));
    }
}
