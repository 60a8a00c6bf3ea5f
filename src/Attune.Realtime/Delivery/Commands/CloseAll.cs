using Attune.Contracts.Errors;

namespace Attune.Realtime.Delivery.Commands;

/// <summary>Close every connection: the server stops.</summary>
internal sealed class CloseAll(ClosingCode code) : IShardCommand
{
    public void Run(DeliveryShard shard)
    {
        foreach (var connection in shard.Connections)
            shard.Close(connection, code);
    }
}
