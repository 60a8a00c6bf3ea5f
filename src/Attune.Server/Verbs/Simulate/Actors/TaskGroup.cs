namespace Attune.Server.Verbs.Simulate.Actors;

/// <summary>Actors that run together: the first failure of one stops all, and none outlives the group.</summary>
internal sealed class TaskGroup : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stop;
    private readonly List<Task> _tasks = [];

    public TaskGroup(CancellationToken outer) => _stop = CancellationTokenSource.CreateLinkedTokenSource(outer);

    /// <summary>Cancelled when one has failed or the group is stopped.</summary>
    public CancellationToken Token => _stop.Token;

    /// <summary>Who failed first, and how.</summary>
    public (string Where, Exception Error)? Failure { get; private set; }

    /// <summary>Starts one.</summary>
    /// <param name="name">How it is called when it fails.</param>
    /// <param name="run">What it does until it is done or cancelled.</param>
    /// <returns>Completes with the actor; its failure is told by <see cref="Failure"/>.</returns>
    public Task Start(string name, Func<CancellationToken, Task> run)
    {
        var task = Task.Run(() => RunAsync(name, run), CancellationToken.None);
        _tasks.Add(task);
        return task;
    }

    /// <summary>Cancels all and waits until the last has ended.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_tasks);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    private async Task RunAsync(string name, Func<CancellationToken, Task> run)
    {
        try
        {
            await run(_stop.Token);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // stopped with the group
        }
        catch (Exception error)
        {
            lock (_lock)
                Failure ??= (name, error);
            await _stop.CancelAsync();
        }
    }
}
