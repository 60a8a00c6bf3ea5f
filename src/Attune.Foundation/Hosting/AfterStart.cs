using Microsoft.Extensions.Hosting;

namespace Attune.Foundation.Hosting;

/// <summary>Keeps work off the path to ready.</summary>
public static class AfterStart
{
    /// <summary>Completes when the server has started.</summary>
    /// <exception cref="OperationCanceledException">It stopped before.</exception>
    public static async Task WaitAsync(IHostApplicationLifetime lifetime, CancellationToken cancellation)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(cancellation);
    }
}
