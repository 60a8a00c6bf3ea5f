using Attune.Realtime.Sessions;

namespace Attune.Realtime.Delivery.Commands;

/// <summary>A connection's transport has ended.</summary>
internal sealed class RemoveConnection(Connection connection) : IShardCommand
{
    public void Run(DeliveryShard shard) => shard.Remove(connection);
}
