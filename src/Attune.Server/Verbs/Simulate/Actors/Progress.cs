namespace Attune.Server.Verbs.Simulate.Actors;

/// <summary>Counts acknowledged events and wakes those who wait for a number.</summary>
internal sealed class Progress
{
    private readonly Lock _lock = new();
    private readonly PriorityQueue<TaskCompletionSource, int> _waiting = new();
    private int _count;

    public int Count
    {
        get
        {
            lock (_lock)
                return _count;
        }
    }

    public void Add(int number)
    {
        lock (_lock)
        {
            _count += number;
            while (_waiting.TryPeek(out var waiter, out var wanted) && wanted <= _count)
            {
                _waiting.Dequeue();
                waiter.TrySetResult();
            }
        }
    }

    /// <summary>Waits until so many are counted.</summary>
    public Task ReachAsync(int count, CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (_count >= count)
                return Task.CompletedTask;
            var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue(waiter, count);
            return waiter.Task.WaitAsync(cancellation);
        }
    }
}
