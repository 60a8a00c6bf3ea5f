using Attune.Realtime.Sessions;
using Attune.Realtime.Streams;

namespace Attune.Realtime.Delivery;

/// <summary>Is told who follows what. Called by every shard on its own thread, so it must be quick.</summary>
internal interface ISubscriptionWatcher
{
    /// <summary>A connection follows one topic more.</summary>
    void Followed(Connection connection, Topic topic);

    /// <summary>A connection follows a topic no longer.</summary>
    /// <param name="connection">Which.</param>
    /// <param name="topic">What.</param>
    /// <param name="isGone">The connection ended; otherwise it was the client's wish.</param>
    void Left(Connection connection, Topic topic, bool isGone);
}
