using Attune.Foundation.Failures;
using Attune.Inference.Endpoints;
using Attune.Inference.Settings;
using Microsoft.Extensions.Logging;

namespace Attune.Inference.Answers;

/// <summary>A connected endpoint and what is known of its health, since the start or its last change.</summary>
internal sealed class ModelEndpoint(
    EndpointDefinition definition, InferenceOptions options, TimeProvider clock, InferenceMeter meter, ILogger log)
{
    // Built with the first request: what it is made of stays off the path to ready.
    private readonly Lazy<EndpointBreaker> _breaker = new(() => new EndpointBreaker(options, clock));
    private volatile Failure? _lastFailure;
    private volatile bool _hasAnswered;

    public EndpointDefinition Definition { get; } = definition;

    /// <summary>Why it failed the last time; null when it did not.</summary>
    public Failure? LastFailure => _lastFailure;

    public EndpointState State
    {
        get
        {
            if (_breaker.IsValueCreated && _breaker.Value.IsPaused)
                return EndpointState.Paused;
            if (_lastFailure is not null)
                return EndpointState.Failing;
            return _hasAnswered ? EndpointState.Working : EndpointState.Unknown;
        }
    }

    /// <summary>Asks for leave to send a request.</summary>
    /// <returns>Null while the endpoint is paused or being probed.</returns>
    public async ValueTask<BreakerPass?> EnterAsync()
    {
        var pass = await _breaker.Value.EnterAsync();
        if (pass is not null)
            meter.Requested(Definition);
        return pass;
    }

    /// <summary>Its answer came whole, or was good until the caller had enough.</summary>
    public async Task SucceedAsync(BreakerPass pass)
    {
        _hasAnswered = true;
        _lastFailure = null;
        await _breaker.Value.SucceedAsync(pass);
    }

    public async Task FailAsync(BreakerPass pass, EndpointException error)
    {
        _lastFailure = error.Failure;
        meter.Failed(Definition, error.Failure.Code);
        log.EndpointFailed(Definition.Name, error.Failure.Code, error.Failure.Title);
        await pass.FailAsync(error);
    }
}
