namespace RealtimeLoad.AiStreams;

/// <summary>The text that one viewer has, compared byte for byte with what was written.</summary>
internal sealed class ViewedText(WrittenStream stream, StreamMeter meter)
{
    /// <summary>Bytes that it has.</summary>
    public long Position { get; private set; }

    /// <summary>Takes a piece that the server says stands between these positions.</summary>
    public void Take(long at, long end, ReadOnlySpan<byte> data)
    {
        if (at < Position)
            meter.Repeated++;
        else if (at > Position)
            meter.Early++;
        else if (end != at + data.Length || !stream.Holds(at, data))
            meter.Wrong++;
        Position = Math.Max(Position, end);
    }

    /// <summary>Takes the end that the server tells.</summary>
    public void End(long length, string state)
    {
        if (Position != stream.Length || length != stream.Length || state != stream.EndedAs)
            meter.Wrong++;
    }
}
