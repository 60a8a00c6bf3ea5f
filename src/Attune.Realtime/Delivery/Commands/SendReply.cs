using Attune.Realtime.Sessions;

namespace Attune.Realtime.Delivery.Commands;

/// <summary>A message for one connection.</summary>
internal sealed class SendReply(Connection connection, byte[] frame) : IShardCommand
{
    public void Run(DeliveryShard shard) => shard.ReplyReserved(connection, frame);
}
