using Attune.Realtime.Delivery;
using Attune.Realtime.Presence;
using Attune.Realtime.Streams;

namespace Attune.Realtime.Sessions;

/// <summary>Keeps the books of who follows what: for the limits that count it, and for those who ask who is there.</summary>
internal sealed class SubscriptionLedger(PresenceDesk presence) : ISubscriptionWatcher
{
    public void Followed(Connection connection, Topic topic)
    {
        connection.Pass?.Follow(1);
        presence.Followed(connection, topic);
    }

    public void Left(Connection connection, Topic topic, bool isGone)
    {
        connection.Pass?.Follow(-1);
        presence.Left(connection, topic, isGone);
    }
}
