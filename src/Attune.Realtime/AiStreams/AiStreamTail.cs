namespace Attune.Realtime.AiStreams;

/// <summary>A stream as it will be when everything on its way to the log has arrived; guarded by the engine's gate.</summary>
internal sealed class AiStreamTail
{
    /// <summary>The length of each part in bytes.</summary>
    public Dictionary<string, long> Lengths { get; } = new(StringComparer.Ordinal);

    public AiStreamState State { get; set; }

    public bool StopRequested { get; set; }

    public long TotalBytes => Lengths.Values.Sum();
}
