using Attune.Realtime.Sessions;

namespace Attune.Realtime.Telemetry;

/// <summary>
/// What has not been written to a connection yet of the topics it follows; what its filter leaves out is counted as well.
/// </summary>
/// <param name="Connection">Whose.</param>
/// <param name="Events">Events.</param>
/// <param name="Bytes">Bytes of them in the log.</param>
internal readonly record struct ConnectionLag(Connection Connection, long Events, long Bytes)
{
    /// <summary>Looks at the cursors, so only the connection's shard may ask.</summary>
    public static ConnectionLag Of(Connection connection)
    {
        var (events, bytes) = (0L, 0L);
        foreach (var subscription in connection.Topics.Items)
        {
            if (subscription.NextUnit >= subscription.Topic.Index.NextUnit)
                continue;
            var unread = subscription.Topic.Index.From(subscription.NextUnit);
            events += unread.Events;
            bytes += unread.Bytes;
        }

        return new ConnectionLag(connection, events, bytes);
    }
}
