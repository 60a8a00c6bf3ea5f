using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Attune.Realtime.Tests.Delivery;

/// <summary>One WebSocket frame as the server wrote it.</summary>
/// <param name="First">FIN, reserved bits and opcode.</param>
/// <param name="Payload">What follows the header.</param>
internal sealed record SentFrame(byte First, byte[] Payload)
{
    public bool IsDeflated => (First & 0x40) != 0;

    /// <summary>The text, inflated with an empty window if it came deflated.</summary>
    public string Text => Encoding.UTF8.GetString(IsDeflated ? Inflate(Payload) : Payload);

    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    public string Type => Json.GetProperty("type").GetString()!;

    public static IReadOnlyList<SentFrame> Read(ReadOnlySpan<byte> bytes)
    {
        var frames = new List<SentFrame>();
        while (!bytes.IsEmpty)
        {
            var (length, header) = bytes[1] switch
            {
                126 => (BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]), 4),
                127 => (checked((int)BinaryPrimitives.ReadInt64BigEndian(bytes[2..])), 10),
                var small => (small, 2),
            };
            frames.Add(new SentFrame(bytes[0], bytes.Slice(header, length).ToArray()));
            bytes = bytes[(header + length)..];
        }

        return frames;
    }

    private static byte[] Inflate(byte[] payload)
    {
        using var source = new MemoryStream([.. payload, 0x00, 0x00, 0xFF, 0xFF]);
        using var inflater = new DeflateStream(source, CompressionMode.Decompress);
        using var text = new MemoryStream();
        inflater.CopyTo(text);
        return text.ToArray();
    }
}
