using Attune.Realtime.Sessions;

namespace Attune.Realtime.Delivery.Commands;

/// <summary>A connection was opened.</summary>
internal sealed class OpenConnection(Connection connection) : IShardCommand
{
    public void Run(DeliveryShard shard) => shard.Open(connection);
}
