namespace Attune.Server.Verbs.Processes;

/// <summary>Whether the server can be reached now: clients wait here while it is dead instead of knocking blindly.</summary>
internal sealed class Availability
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _open = New();

    /// <summary>The server answers.</summary>
    public void Open() => Current().TrySetResult();

    /// <summary>The server is about to be killed.</summary>
    public void Close()
    {
        lock (_lock)
        {
            if (_open.Task.IsCompletedSuccessfully)
                _open = New();
        }
    }

    /// <summary>The server will never answer again; everyone who waits is told why.</summary>
    public void Fail(ServerFailedException reason)
    {
        Close();
        Current().TrySetException(reason);
    }

    /// <summary>Waits until the server answers.</summary>
    /// <exception cref="ServerFailedException">It never will.</exception>
    public Task WaitAsync(CancellationToken cancellation) => Current().Task.WaitAsync(cancellation);

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private TaskCompletionSource Current()
    {
        lock (_lock)
            return _open;
    }
}
