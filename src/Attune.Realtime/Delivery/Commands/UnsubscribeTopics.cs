using Attune.Realtime.Protocol;
using Attune.Realtime.Sessions;
using Attune.Realtime.Streams;

namespace Attune.Realtime.Delivery.Commands;

/// <summary>Follow topics no longer.</summary>
internal sealed class UnsubscribeTopics(Connection connection, IReadOnlyList<Topic> topics, byte[] reference) : IShardCommand
{
    public void Run(DeliveryShard shard)
    {
        foreach (var topic in topics)
            shard.Unsubscribe(connection, topic);
        shard.Reply(connection, ServerFrames.Unsubscribed(reference));
    }
}
