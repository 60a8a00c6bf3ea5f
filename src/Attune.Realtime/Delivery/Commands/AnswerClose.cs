using Attune.Realtime.Sessions;

namespace Attune.Realtime.Delivery.Commands;

/// <summary>The client closes: answer it.</summary>
internal sealed class AnswerClose(Connection connection, byte[] frame) : IShardCommand
{
    public void Run(DeliveryShard shard) => shard.AnswerClose(connection, frame);
}
