using Attune.Realtime.Delivery;
using Attune.Realtime.Sessions;
using Attune.Realtime.Streams;

namespace Attune.Realtime.Presence;

/// <summary>Tell the followers of a topic, or one of them, who came and went: one frame for all.</summary>
/// <param name="topic">Which topic.</param>
/// <param name="frame">What is told.</param>
/// <param name="owe">Called for a connection that has no room for it, to be told the count later.</param>
/// <param name="only">The one connection that is told; null for all.</param>
internal sealed class TellPresence(Topic topic, byte[] frame, Action<Topic, Connection> owe, Connection? only = null)
    : IShardCommand
{
    /// <summary>Replies that may wait for a connection before changes are left out, bytes.</summary>
    private const long Room = 16 * 1024;

    public void Run(DeliveryShard shard)
    {
        if (only is not null)
        {
            if (only.Topics.Find(topic) is not null)
                Tell(shard, only);
            return;
        }

        foreach (var subscription in topic.Subscribers(shard.Index).Items)
            Tell(shard, subscription.Connection);
    }

    private void Tell(DeliveryShard shard, Connection connection)
    {
        // A poll sees single moments: it asks who is there instead of following who came and went.
        if (connection.Transport == "poll" || !connection.IsLive)
            return;
        if (connection.ReplyBytes > Room)
            owe(topic, connection);
        else
            shard.Reply(connection, frame);
    }
}
