using Attune.Contracts.Errors;
using Attune.Foundation.Access;
using Attune.Realtime.AiStreams;
using Attune.Realtime.Delivery;
using Attune.Realtime.Sessions;
using Attune.Realtime.Streams;

namespace Attune.Realtime.Access;

/// <summary>
/// Takes away what a caller may no longer do. The connection stays, unless nothing is left to it: a held request follows its
/// topics or its AI stream and nothing else.
/// </summary>
/// <param name="connection">Whose.</param>
/// <param name="caller">Who was asked about; somebody who has renewed their rights meanwhile is asked again anyway.</param>
/// <param name="topics">Topics it may not follow.</param>
/// <param name="streams">AI streams it may not view.</param>
/// <param name="isOver">It may not even be connected.</param>
internal sealed class EndAccess(
    Connection connection, Caller caller, IReadOnlyList<Topic> topics, IReadOnlyList<AiStream> streams, bool isOver)
    : IShardCommand
{
    public void Run(DeliveryShard shard)
    {
        if (connection.IsGone || connection.IsClosing || !ReferenceEquals(connection.Caller, caller))
            return;
        var isWebSocket = connection.Transport == Connection.WebSocket;
        foreach (var topic in topics)
        {
            if (connection.Topics.Find(topic) is null)
                continue;
            shard.Unsubscribe(connection, topic);
            shard.Reply(connection, AccessFrames.Ended(topic.NameUtf8));
        }

        foreach (var stream in streams)
        {
            if (shard.Unview(connection, stream) && isWebSocket)
                shard.Reply(connection, AccessFrames.ViewEnded(stream.Id));
        }

        var isIdle = connection.Topics.Count == 0 && connection.Viewers is not { Count: > 0 };
        if (isOver || (!isWebSocket && isIdle))
            shard.Close(connection, ClosingCodes.AccessRevoked);
    }
}
