using System.Buffers.Binary;

namespace Attune.Realtime.Transports.WebSockets;

/// <summary>The header of a client's frame (RFC 6455 5.2).</summary>
internal readonly record struct FrameHeader(bool IsFinal, byte Opcode, long Length, uint Mask, int HeaderLength)
{
    public const byte Continuation = 0;
    public const byte TextOpcode = 1;
    public const byte BinaryOpcode = 2;
    public const byte CloseOpcode = 8;
    public const byte PingOpcode = 9;
    public const byte PongOpcode = 10;
    public const int MaxControlPayload = 125;

    public bool IsControl => Opcode >= CloseOpcode;

    /// <summary>Reads a header.</summary>
    /// <returns>Null when more bytes are needed.</returns>
    public static FrameHeader? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 2)
            return null;
        var (shortLength, offset) = (bytes[1] & 0x7F, 2);
        var lengthBytes = shortLength == 126 ? 2 : shortLength == 127 ? 8 : 0;
        var isMasked = (bytes[1] & 0x80) != 0;
        var needed = offset + lengthBytes + (isMasked ? 4 : 0);
        if (bytes.Length < needed)
            return null;
        var length = lengthBytes switch
        {
            2 => BinaryPrimitives.ReadUInt16BigEndian(bytes[offset..]),
            8 => BinaryPrimitives.ReadInt64BigEndian(bytes[offset..]),
            _ => shortLength,
        };
        var mask = isMasked ? BinaryPrimitives.ReadUInt32LittleEndian(bytes[(offset + lengthBytes)..]) : 0;
        var opcode = (byte)(bytes[0] & 0x0F);
        var header = new FrameHeader((bytes[0] & 0x80) != 0, opcode, length, mask, needed);
        var hasReserved = (bytes[0] & 0x30) != 0;
        var isMinimal = lengthBytes == 0 || length > (lengthBytes == 2 ? MaxControlPayload : ushort.MaxValue);
        return header with
        {
            IsCompressed = (bytes[0] & 0x40) != 0,
            IsValid = isMasked && !hasReserved && isMinimal && length >= 0 && header.IsKnown,
        };
    }

    private bool IsKnown => Opcode <= BinaryOpcode
        || (Opcode <= PongOpcode && IsControl && IsFinal && Length <= MaxControlPayload);

    /// <summary>The first reserved bit: the message is deflated (RFC 7692 6). Legal only after negotiation.</summary>
    public bool IsCompressed { get; private init; }

    /// <summary>False when the header breaks the protocol.</summary>
    public bool IsValid { get; private init; }
}
