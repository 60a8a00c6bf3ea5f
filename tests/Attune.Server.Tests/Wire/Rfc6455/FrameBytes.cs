using System.IO.Compression;
using System.Text;

namespace Attune.Server.Tests.Wire.Rfc6455;

/// <summary>Frames of a client, right and wrong ones.</summary>
internal static class FrameBytes
{
    public const int Text = 0x81;
    public const int FirstText = 0x01;
    public const int More = 0x00;
    public const int Last = 0x80;
    public const int Binary = 0x82;
    public const int Close = 0x88;
    public const int Ping = 0x89;
    public const int Pong = 0x8A;
    public const int Deflated = 0xC1;

    public static byte[] Frame(int first, ReadOnlySpan<byte> payload) => WireClient.Frame((byte)first, payload);

    public static byte[] Frame(int first, string payload) => Frame(first, Encoding.UTF8.GetBytes(payload));

    /// <summary>A frame with a header as given and a mask of zeros.</summary>
    public static byte[] Raw(byte[] header, string payload) => [.. header, 0, 0, 0, 0, .. Encoding.UTF8.GetBytes(payload)];

    /// <summary>A verb that is answered, filled up with white space to a length.</summary>
    public static string Verb(int reference, int length = 0) => $$"""{"type":"ping","ref":{{reference}}}""".PadRight(length);

    public static byte[] CloseWith(int code, ReadOnlySpan<byte> reason = default) =>
        Frame(Close, [(byte)(code >> 8), (byte)code, .. reason]);

    public static byte[] Hex(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));

    /// <summary>Compressed without context, its end cut off (RFC 7692 7.2.1).</summary>
    public static byte[] Deflate(string text) => Deflate(Encoding.UTF8.GetBytes(text));

    public static byte[] Deflate(byte[] bytes)
    {
        using var target = new MemoryStream();
        using var deflater = new DeflateStream(target, CompressionLevel.Optimal, leaveOpen: true);
        deflater.Write(bytes);
        deflater.Flush();
        return target.ToArray()[..^4];
    }
}
