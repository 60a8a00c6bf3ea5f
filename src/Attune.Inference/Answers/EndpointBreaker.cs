using Attune.Inference.Settings;
using Polly;
using Polly.CircuitBreaker;

namespace Attune.Inference.Answers;

/// <summary>
/// Keeps an endpoint that fails from costing every reply its time-outs: after some failures in a row it is paused, later a
/// single request tries it again (circuit breaker; M. Nygard, "Release It!", 2007).
/// </summary>
internal sealed class EndpointBreaker
{
    /// <summary>Failures further apart than this are not "in a row".</summary>
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private readonly CircuitBreakerStateProvider _state = new();
    private readonly CircuitBreakerManualControl _control = new();
    private readonly ResiliencePipeline _pipeline;

    public EndpointBreaker(InferenceOptions options, TimeProvider clock)
    {
        _pipeline = new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                FailureRatio = 1,
                MinimumThroughput = options.FailuresToPause,
                SamplingDuration = Window,
                BreakDuration = TimeSpan.FromSeconds(options.PauseSeconds),
                StateProvider = _state,
                ManualControl = _control,
                ShouldHandle = arguments => ValueTask.FromResult(IsFailure(arguments.Outcome.Exception)),
            })
            .Build();
    }

    /// <summary>True while nothing is asked.</summary>
    public bool IsPaused => _state.CircuitState == CircuitState.Open;

    /// <summary>Asks for leave.</summary>
    /// <returns>Null while the endpoint is paused or being probed.</returns>
    public ValueTask<BreakerPass?> EnterAsync() => BreakerPass.RequestAsync(_pipeline);

    /// <summary>Ends a pass after a good answer; earlier failures no longer count.</summary>
    public async Task SucceedAsync(BreakerPass pass)
    {
        await pass.SucceedAsync();
        // The strategy counts a share of failures; closing what is closed resets its counters, which makes them "in a row".
        if (_state.CircuitState == CircuitState.Closed)
            await _control.CloseAsync();
    }

    /// <summary>A probe that its caller gave up has proven nothing, so the pause begins again; otherwise it counts as
    /// neither.</summary>
    private bool IsFailure(Exception? error) => error is EndpointException
        || (error is OperationCanceledException && _state.CircuitState == CircuitState.HalfOpen);
}
