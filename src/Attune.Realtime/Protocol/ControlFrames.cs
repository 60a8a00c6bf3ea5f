using System.Buffers.Binary;
using System.Text;
using Attune.Contracts.Errors;

namespace Attune.Realtime.Protocol;

/// <summary>WebSocket control frames (RFC 6455 5.5), unmasked as a server sends them.</summary>
internal static class ControlFrames
{
    private const byte FinalClose = 0x88;
    private const byte FinalPing = 0x89;
    private const byte FinalPong = 0x8A;

    public static readonly byte[] Ping = [FinalPing, 0];

    /// <param name="payload">What the ping carried, at most 125 bytes.</param>
    public static byte[] Pong(ReadOnlySpan<byte> payload) => [FinalPong, (byte)payload.Length, .. payload];

    public static byte[] Close(ClosingCode code) => Close((ushort)code.Number, code.Name);

    /// <summary>Answers a client's close with its own code.</summary>
    public static byte[] Close(ushort number, string reason = "")
    {
        var text = Encoding.UTF8.GetBytes(reason);
        var frame = new byte[4 + text.Length];
        frame[0] = FinalClose;
        frame[1] = (byte)(2 + text.Length);
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), number);
        text.CopyTo(frame, 4);
        return frame;
    }
}
