using Attune.Realtime.AiStreams;
using Attune.Realtime.Sessions;

namespace Attune.Realtime.Delivery.Commands;

/// <summary>Watch an AI stream.</summary>
internal sealed class ViewStream(
    Connection connection, AiStream stream, Dictionary<string, long> positions, byte[] reference) : IShardCommand
{
    public void Run(DeliveryShard shard)
    {
        if (!connection.IsGone && !connection.IsClosing)
            shard.View(connection, stream, positions, reference);
    }
}
