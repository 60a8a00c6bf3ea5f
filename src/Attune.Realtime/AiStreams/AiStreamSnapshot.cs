namespace Attune.Realtime.AiStreams;

/// <summary>A stream as it was at one moment.</summary>
/// <param name="State">Where in its life it is.</param>
/// <param name="Parts">The UTF-8 bytes of each part.</param>
/// <param name="StopRequested">True when a viewer has asked to stop it.</param>
public sealed record AiStreamSnapshot(
    AiStreamState State,
    IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Parts,
    bool StopRequested);
