namespace Attune.Realtime.Protocol;

/// <summary>A finished WebSocket frame with text of an AI stream.</summary>
/// <param name="At">Byte position in the part where the text begins.</param>
/// <param name="End">Byte position after it.</param>
/// <param name="Bytes">The whole frame.</param>
internal sealed record StreamFrame(long At, long End, byte[] Bytes)
{
    /// <param name="stream">The stream's id.</param>
    /// <param name="part">The part's name.</param>
    /// <param name="at">Byte position where the text begins.</param>
    /// <param name="utf8">The text.</param>
    /// <param name="reference">The viewer's reference as raw JSON for an answer made for one viewer; empty for a
    /// shared frame.</param>
    public static StreamFrame OfDelta(
        string stream, string part, long at, ReadOnlySpan<byte> utf8, ReadOnlySpan<byte> reference)
    {
        using var frame = FrameWriter.Begin("stream");
        frame.Reference(reference);
        frame.Json.WriteString("stream"u8, stream);
        frame.Json.WriteString("part"u8, part);
        frame.Json.WriteNumber("at"u8, at);
        frame.Json.WriteNumber("end"u8, at + utf8.Length);
        frame.Json.WriteString("data"u8, utf8);
        return new StreamFrame(at, at + utf8.Length, frame.End());
    }
}
