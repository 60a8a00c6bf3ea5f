using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Attune.Fuzz.Fuzzing;

namespace Attune.Fuzz.Targets;

/// <summary>Makes what a client may send after the upgrade, and now and then what it must not.</summary>
internal static class FrameGrammar
{
    private const int WrongInto = 24;

    public static byte[] Conversation(Chance chance)
    {
        var bytes = new List<byte>();
        for (var left = chance.Between(1, 6); left > 0; left--)
        {
            bytes.AddRange(chance.Below(6) switch
            {
                0 => Control(chance),
                1 => Message(chance, 2, Data(chance)),
                2 => Message(chance, 1, Deflate(Data(chance)), isCompressed: true),
                3 => Message(chance, 1, Broken(chance, Deflate(Data(chance))), isCompressed: true),
                _ => Message(chance, 1, Data(chance)),
            });
        }

        if (chance.OneIn(8))
            bytes.RemoveRange(bytes.Count - 1, 1);
        return [.. bytes];
    }

    /// <summary>A message without context, its end cut off as RFC 7692 7.2.1 wants it.</summary>
    public static byte[] Deflate(byte[] data)
    {
        using var target = new MemoryStream();
        using (var deflater = new DeflateStream(target, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflater.Write(data);
            deflater.Flush();
            return target.ToArray() is { Length: > 4 } whole ? whole[..^4] : [0];
        }
    }

    public static byte[] Frame(Chance chance, int first, ReadOnlySpan<byte> payload)
    {
        // A mask of zeros leaves the text readable, so that changed bytes still mean something.
        var mask = chance.OneIn(2) ? [0, 0, 0, 0] : chance.Bytes(4);
        var header = new List<byte> { (byte)(chance.OneIn(WrongInto) ? first ^ (1 << chance.Below(8)) : first) };
        var length = chance.OneIn(WrongInto) ? chance.Number() : payload.Length;
        var isMasked = !chance.OneIn(4 * WrongInto);
        header.AddRange(Length(chance, length, isMasked));
        if (isMasked)
            header.AddRange(mask);
        for (var i = 0; i < payload.Length; i++)
            header.Add((byte)(payload[i] ^ (isMasked ? mask[i & 3] : 0)));
        return [.. header];
    }

    private static byte[] Length(Chance chance, long length, bool isMasked)
    {
        var masked = isMasked ? 0x80 : 0;
        var bytes = new byte[9];
        var form = length is >= 0 and < 126 && !chance.OneIn(WrongInto) ? 0
            : length is >= 0 and <= ushort.MaxValue && !chance.OneIn(WrongInto) ? 2 : 8;
        bytes[0] = (byte)(masked | (form switch { 0 => (int)length, 2 => 126, _ => 127 }));
        if (form == 2)
            BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(1), (ushort)length);
        if (form == 8)
            BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(1), length);
        return bytes[..(1 + form)];
    }

    private static byte[] Message(Chance chance, int opcode, byte[] payload, bool isCompressed = false)
    {
        var bytes = new List<byte>();
        var (at, pieces) = (0, chance.OneIn(2) ? 1 : chance.Between(2, 5));
        for (var piece = 1; piece <= pieces; piece++)
        {
            var end = piece == pieces ? payload.Length : chance.Between(at, payload.Length);
            var first = (piece == 1 ? opcode : 0) | (piece == pieces ? 0x80 : 0) | (piece == 1 && isCompressed ? 0x40 : 0);
            bytes.AddRange(Frame(chance, first, payload.AsSpan(at, end - at)));
            if (piece < pieces && chance.OneIn(3))
                bytes.AddRange(Control(chance));
            at = end;
        }

        return [.. bytes];
    }

    private static byte[] Control(Chance chance) => chance.Below(8) switch
    {
        0 => Frame(chance, 0x88, Close(chance)),
        < 5 => Frame(chance, 0x89, chance.Bytes(chance.Of(0, 1, 4, 125, 126))),
        _ => Frame(chance, 0x8A, chance.Bytes(chance.Of(0, 3, 125))),
    };

    private static byte[] Close(Chance chance)
    {
        var code = chance.Of(1000, 1001, 1003, 1004, 1005, 1006, 1007, 1011, 1014, 1015, 999, 2999, 3000, 4999, 5000, 65535);
        byte[] reason = chance.OneIn(4) ? chance.Bytes(3) : Encoding.UTF8.GetBytes(chance.Text(8));
        return chance.OneIn(6) ? chance.Bytes(chance.Below(2)) : [(byte)(code >> 8), (byte)code, .. reason];
    }

    private static byte[] Data(Chance chance) => chance.Below(7) switch
    {
        0 => [],
        1 => new byte[chance.Of(125, 126, 4096, 16384, 20_000, 20_001, 60_000)],
        2 => chance.Bytes(chance.Between(1, 40)),
        3 => [.. Encoding.UTF8.GetBytes(chance.Text(20)), .. BadText(chance)],
        4 => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(chance.Text(6) + "x", chance.Between(1, 2000)))),
        _ => Encoding.UTF8.GetBytes("{\"type\":\"" + chance.Text(10) + "\"}"),
    };

    /// <summary>Cut off, overlong, a surrogate, beyond the last code point, a lone continuation.</summary>
    private static byte[] BadText(Chance chance) => chance.Of<byte[]>(
        [0xE5, 0xA5], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0x80], [0xFE], [0xF0, 0x80, 0x80, 0x80]);

    private static byte[] Broken(Chance chance, byte[] deflated) => chance.Below(3) switch
    {
        0 => deflated[..chance.Below(deflated.Length + 1)],
        1 => [.. deflated, .. chance.Bytes(3)],
        _ => ByteMutation.Change(chance, deflated, []),
    };
}
