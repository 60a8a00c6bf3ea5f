using Attune.Realtime.Delivery;
using Attune.Realtime.Sessions;

namespace Attune.Realtime.Access;

/// <summary>A connection has a caller with an end, or another end than before.</summary>
internal sealed class WatchExpiry(Connection connection) : IShardCommand
{
    public void Run(DeliveryShard shard)
    {
        if (!connection.IsGone)
            shard.WatchExpiry(connection);
    }
}
