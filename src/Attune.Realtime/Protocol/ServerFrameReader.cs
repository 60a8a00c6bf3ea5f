using System.Buffers.Binary;

namespace Attune.Realtime.Protocol;

/// <summary>
/// Takes finished WebSocket frames apart again, for transports that carry the same messages in another wrapping. Reads only
/// what this server writes: whole, unmasked, uncompressed frames.
/// </summary>
internal ref struct ServerFrameReader(ReadOnlySpan<byte> frames)
{
    public const byte Text = 0x1;
    public const byte Close = 0x8;

    private ReadOnlySpan<byte> _rest = frames;

    /// <summary>Takes the next frame.</summary>
    /// <param name="opcode">Its kind as of RFC 6455 5.2.</param>
    /// <param name="payload">Its content; a slice of what was given.</param>
    public bool TryRead(out byte opcode, out ReadOnlySpan<byte> payload)
    {
        opcode = 0;
        payload = default;
        if (_rest.IsEmpty)
            return false;
        opcode = (byte)(_rest[0] & 0x0F);
        var (start, length) = _rest[1] switch
        {
            126 => (4, (int)BinaryPrimitives.ReadUInt16BigEndian(_rest[2..])),
            127 => (10, checked((int)BinaryPrimitives.ReadUInt64BigEndian(_rest[2..]))),
            var small => (2, small),
        };
        payload = _rest.Slice(start, length);
        _rest = _rest[(start + length)..];
        return true;
    }
}
