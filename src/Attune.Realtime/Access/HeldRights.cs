using Attune.Foundation.Access;
using Attune.Realtime.AiStreams;
using Attune.Realtime.Sessions;
using Attune.Realtime.Streams;

namespace Attune.Realtime.Access;

/// <summary>What a connection does at one moment that needed a right to begin.</summary>
/// <param name="Connection">Which.</param>
/// <param name="Caller">Whose it was at that moment.</param>
/// <param name="Topics">Topics it follows.</param>
/// <param name="Streams">AI streams it views.</param>
internal sealed record HeldRights(
    Connection Connection, Caller Caller, IReadOnlyList<Topic> Topics, IReadOnlyList<AiStream> Streams)
{
    /// <summary>Reads it; only on the connection's shard.</summary>
    public static HeldRights Of(Connection connection) => new(connection, connection.Caller,
        TopicsOf(connection), [.. connection.Viewers?.Values.Select(viewer => viewer.Stream) ?? []]);

    private static Topic[] TopicsOf(Connection connection)
    {
        var topics = new Topic[connection.Topics.Count];
        for (var i = 0; i < topics.Length; i++)
            topics[i] = connection.Topics.Items[i].Topic;
        return topics;
    }
}
