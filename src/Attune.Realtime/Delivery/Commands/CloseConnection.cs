using Attune.Contracts.Errors;
using Attune.Realtime.Sessions;

namespace Attune.Realtime.Delivery.Commands;

/// <summary>Close after everything that waits was written.</summary>
internal sealed class CloseConnection(Connection connection, ClosingCode code) : IShardCommand
{
    public void Run(DeliveryShard shard) => shard.Close(connection, code);
}
