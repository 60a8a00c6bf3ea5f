using Attune.Realtime.Sessions;
using Attune.Realtime.Streams;
using Attune.Realtime.Subscriptions;

namespace Attune.Realtime.Delivery.Commands;

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
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completed when the connection's list of topics has changed, or never will.</summary>
    public Task Done => _done.Task;

    public void Run(DeliveryShard shard)
    {
        try
        {
            if (!connection.IsGone && !connection.IsClosing)
                Follow(shard);
        }
        finally
        {
            _done.SetResult();
        }
    }

    private void Follow(DeliveryShard shard)
    {
        var notices = new List<byte[]>();
        var positions = new List<(Topic, long)>(targets.Count);
        connection.Topics.Reserve(targets.Count);
        foreach (var target in targets)
            positions.Add((target.Topic, shard.Subscribe(connection, target, scope, notices)));
        if (isHandshake)
            shard.GoLive(connection);
        shard.Reply(connection, answer(positions));
        foreach (var notice in notices)
            shard.Reply(connection, notice);
    }
}
