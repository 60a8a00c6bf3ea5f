namespace Attune.Realtime.Delivery.Commands;

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
