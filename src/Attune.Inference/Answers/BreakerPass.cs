using Polly;

namespace Attune.Inference.Answers;

/// <summary>Leave to ask an endpoint once. It must be ended in one of three ways, or no later probe is let through.</summary>
internal sealed class BreakerPass
{
    private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<Outcome<bool>> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _execution = Task.CompletedTask;

    /// <summary>Asks the pipeline for leave.</summary>
    /// <returns>Null when the endpoint is paused.</returns>
    public static async ValueTask<BreakerPass?> RequestAsync(ResiliencePipeline pipeline)
    {
        var pass = new BreakerPass();
        var context = ResilienceContextPool.Shared.Get();
        var execution = pipeline.ExecuteOutcomeAsync(static (_, pass) => pass.RunAsync(), context, pass).AsTask();
        pass._execution = ReturnContextAsync(execution, context);
        await Task.WhenAny(pass._entered.Task, execution);
        return pass._entered.Task.IsCompleted ? pass : null;
    }

    /// <summary>The answer came whole, or the caller had enough of a good one.</summary>
    public Task SucceedAsync() => EndAsync(Outcome.FromResult(true));

    /// <summary>The endpoint failed.</summary>
    public Task FailAsync(EndpointException error) => EndAsync(Outcome.FromException<bool>(error));

    /// <summary>The caller left before anything was known.</summary>
    public Task GiveUpAsync() => EndAsync(Outcome.FromException<bool>(new OperationCanceledException()));

    private Task EndAsync(Outcome<bool> outcome)
    {
        _outcome.TrySetResult(outcome);
        return _execution;
    }

    private async ValueTask<Outcome<bool>> RunAsync()
    {
        _entered.TrySetResult();
        return await _outcome.Task;
    }

    private static async Task ReturnContextAsync(Task execution, ResilienceContext context)
    {
        await execution;
        ResilienceContextPool.Shared.Return(context);
    }
}
