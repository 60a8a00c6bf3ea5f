using Attune.Contracts.Errors;
using Attune.Realtime.AiStreams;
using Attune.Realtime.Protocol;
using Attune.Realtime.Sessions;
using Attune.Realtime.Streams;
using Attune.Realtime.Subscriptions;

namespace Attune.Realtime.Delivery;

/// <summary>A connection was opened.</summary>
internal sealed class OpenConnection(Connection connection) : IShardCommand
{
    public void Run(DeliveryShard shard) => shard.Open(connection);
}

/// <summary>A connection's transport has ended.</summary>
internal sealed class RemoveConnection(Connection connection) : IShardCommand
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completed when the shard will not touch the connection any more.</summary>
    public Task Done => _done.Task;

    public void Run(DeliveryShard shard)
    {
        shard.Remove(connection);
        _done.SetResult();
    }
}

/// <summary>A message for one connection.</summary>
internal sealed class SendReply(Connection connection, byte[] frame) : IShardCommand
{
    public void Run(DeliveryShard shard) => shard.ReplyReserved(connection, frame);
}

/// <summary>Close after everything that waits was written.</summary>
internal sealed class CloseConnection(Connection connection, ClosingCode code) : IShardCommand
{
    public void Run(DeliveryShard shard) => shard.Close(connection, code);
}

/// <summary>The client closes: answer it.</summary>
internal sealed class AnswerClose(Connection connection, byte[] frame) : IShardCommand
{
    public void Run(DeliveryShard shard) => shard.AnswerClose(connection, frame);
}

/// <summary>Close every connection: the server stops.</summary>
internal sealed class CloseAll(ClosingCode code) : IShardCommand
{
    public void Run(DeliveryShard shard)
    {
        foreach (var connection in shard.Connections)
            shard.Close(connection, code);
    }
}

/// <summary>Follow topics, answer, then replay: one step, so that no live event overtakes a replayed one.</summary>
/// <param name="connection">Who.</param>
/// <param name="targets">What, each topic once.</param>
/// <param name="scope">The filter; null for none.</param>
/// <param name="answer">Makes the answer from the topics' newest positions.</param>
/// <param name="isHandshake">The connection begins its life with this.</param>
internal sealed class SubscribeTopics(
    Connection connection, IReadOnlyList<SubscribeTarget> targets, string? scope,
    Func<IReadOnlyList<(Topic Topic, long Position)>, byte[]> answer, bool isHandshake) : IShardCommand
{
    public void Run(DeliveryShard shard)
    {
        if (connection.IsGone || connection.IsClosing)
            return;
        var notices = new List<byte[]>();
        var positions = new List<(Topic, long)>(targets.Count);
        foreach (var target in targets)
            positions.Add((target.Topic, shard.Subscribe(connection, target, scope, notices)));
        if (isHandshake)
            shard.GoLive(connection);
        shard.Reply(connection, answer(positions));
        foreach (var notice in notices)
            shard.Reply(connection, notice);
    }
}

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

/// <summary>Watch an AI stream.</summary>
internal sealed class ViewStream(
    Connection connection, AiStream stream, Dictionary<string, long> positions, byte[] reference) : IShardCommand
{
    public void Run(DeliveryShard shard)
    {
        if (!connection.IsGone && !connection.IsClosing)
            shard.View(connection, stream, positions, reference);
    }
}

/// <summary>A second has passed.</summary>
internal sealed class Tick(DateTimeOffset now) : IShardCommand
{
    public void Run(DeliveryShard shard) => shard.Tick(now);
}

/// <summary>Ask a shard something about its connections.</summary>
internal sealed class AskShard<T>(Func<DeliveryShard, T> question) : IShardCommand
{
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<T> Answer => _answer.Task;

    public void Run(DeliveryShard shard)
    {
        try
        {
            _answer.SetResult(question(shard));
        }
        catch (Exception error)
        {
            _answer.SetException(error);
        }
    }
}
