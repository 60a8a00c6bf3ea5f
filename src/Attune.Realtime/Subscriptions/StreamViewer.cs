using Attune.Realtime.AiStreams;
using Attune.Realtime.Sessions;

namespace Attune.Realtime.Subscriptions;

/// <summary>One connection watches one AI stream: a byte position for each part. Touched only by its shard.</summary>
internal sealed class StreamViewer(Connection connection, AiStream stream, Dictionary<string, long> positions)
{
    public Connection Connection { get; } = connection;

    public AiStream Stream { get; } = stream;

    /// <summary>Bytes of each part that the viewer has; parts that are missing begin at 0.</summary>
    public Dictionary<string, long> Positions { get; } = positions;

    /// <summary>The state that the viewer was told last.</summary>
    public AiStreamState Told { get; set; }

    /// <summary>Something may be due.</summary>
    public bool IsDirty { get; set; }

    /// <summary>Stands in the first frame, so that the viewer can match its request; then empty.</summary>
    public byte[] Reference { get; set; } = [];

    /// <summary>The first frame is sent even when there is no text yet.</summary>
    public bool IsFirst { get; set; } = true;
}
