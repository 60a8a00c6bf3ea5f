using Attune.Realtime.AiStreams;
using Attune.Realtime.Sessions;

namespace Attune.Realtime.Delivery.Commands;

/// <summary>A connection that does nothing but watch one AI stream begins its life.</summary>
internal sealed class StartViewing(Connection connection, AiStream stream, Dictionary<string, long> positions) : IShardCommand
{
    public void Run(DeliveryShard shard)
    {
        if (connection.IsGone || connection.IsClosing)
            return;
        shard.GoLive(connection);
        shard.View(connection, stream, positions, []);
    }
}
