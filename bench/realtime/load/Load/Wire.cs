using System.Text;

namespace RealtimeLoad.Load;

/// <summary>Bytes that a client sends, and the mark by which a message is found in whatever surrounds it.</summary>
internal static class Wire
{
    /// <summary>Begins a mark; it stands nowhere else in a payload or an envelope.</summary>
    public const byte MarkSign = (byte)'~';

    public const int MarkDigits = 9;
    public const int MarkLength = 1 + MarkDigits;

    private const int ShortLength = 126;
    private const string FixedKey = "dGhlIHNhbXBsZSBub25jZQ==";

    /// <summary>A JSON object of exactly this many bytes that holds the mark of a message.</summary>
    public static byte[] Payload(int seq, int bytes)
    {
        var head = $"{{\"m\":\"{(char)MarkSign}{seq:D9}\",\"p\":\"";
        return Encoding.ASCII.GetBytes(head + new string('x', bytes - head.Length - 2) + "\"}");
    }

    /// <summary>A masked frame. The masking key is zero: the server has the same work, and we have none.</summary>
    public static byte[] Masked(int opcode, ReadOnlySpan<byte> payload) => payload.Length < ShortLength
        ? [(byte)(0x80 | opcode), (byte)(0x80 | payload.Length), 0, 0, 0, 0, .. payload]
        : [(byte)(0x80 | opcode), 0x80 | ShortLength, (byte)(payload.Length >> 8), (byte)payload.Length, 0, 0, 0, 0, .. payload];

    public static byte[] Text(string text) => Masked(1, Encoding.UTF8.GetBytes(text));

    public static byte[] Upgrade(string path, string fields = "") => Encoding.ASCII.GetBytes(
        $"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + $"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {FixedKey}\r\n{fields}\r\n");

    public static byte[] Post(string path, byte[] body) =>
    [
        .. Encoding.ASCII.GetBytes($"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
            + $"Content-Length: {body.Length}\r\n\r\n"),
        .. body,
    ];

    public static int ParseMark(ReadOnlySpan<byte> digits)
    {
        var seq = 0;
        for (var i = 0; i < MarkDigits; i++)
            seq = (seq * 10) + (digits[i] - '0');
        return seq;
    }
}
