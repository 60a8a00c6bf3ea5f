using RealtimeLoad.Load;

namespace RealtimeLoad.AiStreams;

/// <summary>What all streams of a run have shown.</summary>
internal sealed class StreamMeter
{
    /// <summary>From the moment the first token was meant to be sent until a viewer has it.</summary>
    public LatencyHistogram FirstTokens { get; } = new();

    /// <summary>From a viewer's stop until the producer hears of it.</summary>
    public LatencyHistogram Stops { get; } = new();

    /// <summary>Streams that every viewer has seen to the end.</summary>
    public int Finished { get; set; }

    /// <summary>Tokens that producers have sent.</summary>
    public long Tokens { get; set; }

    /// <summary>Frames with text that viewers have got.</summary>
    public long Frames { get; set; }

    /// <summary>Bytes that viewers have got, counted for each of them.</summary>
    public double ViewedBytes { get; set; }

    /// <summary>Bytes that producers have sent.</summary>
    public double WrittenBytes { get; set; }

    public int Reconnects { get; set; }

    /// <summary>Texts that were wrong or never whole.</summary>
    public long Wrong { get; set; }

    /// <summary>Text that came again.</summary>
    public long Repeated { get; set; }

    /// <summary>Text that came before what stands ahead of it.</summary>
    public long Early { get; set; }
}
