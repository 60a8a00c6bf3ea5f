using System.Buffers;
using System.Buffers.Binary;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Attune.Realtime.Protocol;

/// <summary>
/// Writes one server message as a complete WebSocket text frame (RFC 6455 5.2: FIN, opcode 1, unmasked). Scratch space is
/// kept per thread; the result is an array of its own, because it is shared and lives on.
/// </summary>
internal sealed class FrameWriter : IDisposable
{
    private const int MaxHeader = 10;
    private const int LargestKept = 1 << 20;
    private const byte FinalText = 0x81;

    public static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    [ThreadStatic]
    private static FrameWriter? t_free;

    private readonly ArrayBufferWriter<byte> _buffer = new(4096);

    private FrameWriter() => Json = new Utf8JsonWriter(_buffer, Options);

    public Utf8JsonWriter Json { get; }

    /// <summary>Bytes of JSON written so far.</summary>
    public int Position => (int)(Json.BytesCommitted + Json.BytesPending);

    /// <summary>Begins a message; <c>type</c> always comes first.</summary>
    public static FrameWriter Begin(string type)
    {
        var writer = t_free ?? new FrameWriter();
        t_free = null;
        writer._buffer.ResetWrittenCount();
        writer.Json.Reset();
        writer.Json.WriteStartObject();
        writer.Json.WriteString("type"u8, type);
        return writer;
    }

    /// <summary>
    /// Repeats the reference of the verb that is answered, as the client wrote it; nothing when there was none.
    /// </summary>
    public void Reference(ReadOnlySpan<byte> rawJson)
    {
        if (rawJson.IsEmpty)
            return;
        Json.WritePropertyName("ref"u8);
        Json.WriteRawValue(rawJson, skipInputValidation: true);
    }

    /// <summary>Ends the message.</summary>
    /// <returns>The whole frame.</returns>
    public byte[] End()
    {
        Json.WriteEndObject();
        Json.Flush();
        var json = _buffer.WrittenSpan;
        var header = HeaderLength(json.Length);
        var frame = new byte[header + json.Length];
        WriteHeader(frame, FinalText, json.Length);
        json.CopyTo(frame.AsSpan(header));
        return frame;
    }

    public void Dispose()
    {
        if (_buffer.Capacity <= LargestKept)
            t_free = this;
        else
            Json.Dispose();
    }

    public static int HeaderLength(int payload) => payload < 126 ? 2 : payload <= ushort.MaxValue ? 4 : MaxHeader;

    /// <summary>Writes the header of an unmasked frame.</summary>
    /// <param name="frame">Its first <see cref="HeaderLength"/> bytes.</param>
    /// <param name="first">FIN, reserved bits and opcode.</param>
    /// <param name="payload">Bytes that follow.</param>
    public static void WriteHeader(Span<byte> frame, byte first, int payload)
    {
        frame[0] = first;
        switch (HeaderLength(payload))
        {
            case 2:
                frame[1] = (byte)payload;
                break;
            case 4:
                frame[1] = 126;
                BinaryPrimitives.WriteUInt16BigEndian(frame[2..], (ushort)payload);
                break;
            default:
                frame[1] = 127;
                BinaryPrimitives.WriteUInt64BigEndian(frame[2..], (ulong)payload);
                break;
        }
    }
}
