using Attune.Realtime.Sessions;

namespace Attune.Realtime.Delivery.Commands;

/// <summary>A connection's transport has ended.</summary>
internal sealed class RemoveConnection(Connection connection) : IShardCommand
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completed when the shard will not touch the connection any more.</summary>
    public Task Done => _done.Task;

    public void Run(DeliveryShard shard)
    {
        try
        {
            shard.Remove(connection);
        }
        finally
        {
            _done.SetResult();
        }
    }
}
