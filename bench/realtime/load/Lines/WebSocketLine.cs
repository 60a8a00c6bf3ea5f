using System.Text;
using RealtimeLoad.Load;

namespace RealtimeLoad.Lines;

/// <summary>A WebSocket of Attune: begins with a handshake, answers pings, gives every message to its owner.</summary>
internal abstract class WebSocketLine : Line
{
    private const int Text = 1;
    private const int Close = 8;
    private const int Ping = 9;
    private const int Pong = 10;

    private readonly string _hello;
    private bool _isUpgraded;

    /// <param name="loop">Serves it.</param>
    /// <param name="port">The server's.</param>
    /// <param name="hello">The handshake, as JSON.</param>
    protected WebSocketLine(LineLoop loop, int port, string hello) : base(loop, port)
    {
        _hello = hello;
        Send(Wire.Upgrade("/v2/realtime/stream"));
    }

    public void SendText(string json) => Send(Wire.Text(json));

    public override int Read(ReadOnlySpan<byte> bytes, long now)
    {
        var used = 0;
        if (!_isUpgraded)
        {
            var end = bytes.IndexOf("\r\n\r\n"u8);
            if (end < 0)
                return 0;
            if (!bytes.StartsWith("HTTP/1.1 101"u8))
                throw new InvalidDataException("The server refused the upgrade: " + Encoding.ASCII.GetString(bytes[..end]));
            _isUpgraded = true;
            SendText(_hello);
            used = end + 4;
        }

        while (!IsOver && FrameScanner.TryReadHeader(bytes[used..], out var header, out var length)
            && bytes.Length - used - header >= length)
        {
            Take(bytes[used], bytes.Slice(used + header, (int)length), now);
            used += header + (int)length;
        }

        return used;
    }

    /// <summary>A text message, whole.</summary>
    protected abstract void OnText(ReadOnlySpan<byte> message, long now);

    /// <summary>The server has said that it closes, and why.</summary>
    protected virtual void OnClosed(string reason) => throw new InvalidDataException("The server closed: " + reason);

    private void Take(byte first, ReadOnlySpan<byte> payload, long now)
    {
        switch (first)
        {
            case 0x80 | Text:
                OnText(payload, now);
                break;
            case 0x80 | Ping:
                Send(Wire.Masked(Pong, payload));
                break;
            case 0x80 | Close:
                OnClosed(Encoding.UTF8.GetString(payload[Math.Min(2, payload.Length)..]));
                break;
            default:
                throw new InvalidDataException($"A frame that was not expected begins with 0x{first:x2}.");
        }
    }
}
