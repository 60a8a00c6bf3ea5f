using Attune.Foundation.Failures;
using Attune.Inference.Answers;
using Attune.Inference.Endpoints;
using Attune.Inference.Settings;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Attune.Inference.Embeddings;

/// <summary>
/// Turns texts into vectors, within the time-outs and with the pauses of all endpoints. An outage is logged when it begins and
/// when it ends, not with every text in between. Throws <see cref="ModelUnavailableException"/>.
/// </summary>
internal sealed class EmbeddingEndpoint : IEmbeddingGenerator<string, Embedding<float>>
{
    private readonly EmbeddingWire _wire;
    private readonly InferenceOptions _options;
    private readonly TimeProvider _clock;
    private readonly InferenceMeter _meter;
    private readonly ILogger _log;

    // Polly is loaded with the first request, not on the path to ready.
    private readonly Lazy<EndpointBreaker> _breaker;
    private volatile Failure? _questionFailure;
    private volatile Failure? _passageFailure;

    public EmbeddingEndpoint(
        EmbeddingWire wire, IOptions<InferenceOptions> options, TimeProvider clock, InferenceMeter meter,
        ILogger<EmbeddingEndpoint> log)
    {
        (_wire, _options, _clock, _meter, _log) = (wire, options.Value, clock, meter, log);
        _breaker = new Lazy<EndpointBreaker>(() => new EndpointBreaker(_options, clock));
        var settings = _options.Embeddings;
        Definition = settings.BaseUrl.Length == 0
            ? null
            : new EndpointDefinition("embeddings", settings.Model, new Uri(settings.BaseUrl), settings.Model.Trim(),
                Secret.From(settings.ApiKey), EndpointSource.Settings, Enabled: true);
    }

    /// <summary>Where it is asked; null when nothing is set.</summary>
    public EndpointDefinition? Definition { get; }

    /// <summary>Why it fails now; null when it does not.</summary>
    public Failure? LastFailure => _passageFailure ?? _questionFailure;

    /// <param name="values">At most as many texts as <see cref="EmbeddingOptions.BatchSize"/>.</param>
    /// <param name="options">Those of <see cref="EmbeddingPurpose"/>, or none.</param>
    /// <param name="cancellationToken">The caller has left; that counts neither for nor against the endpoint.</param>
    /// <returns>One vector for each text, in their order, all of the same number of dimensions.</returns>
    /// <exception cref="ModelUnavailableException">It did not answer in time, or not properly.</exception>
    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var isQuestion = EmbeddingPurpose.IsQuestion(options);
        var texts = values.Select(text => Prepare(text, isQuestion)).ToList();
        ArgumentOutOfRangeException.ThrowIfGreaterThan(texts.Count, _options.Embeddings.BatchSize, nameof(values));
        if (Definition is not { } endpoint)
            throw Unavailable(AnswerFailures.NotConnected);
        if (texts.Count == 0)
            return [];
        var pass = await _breaker.Value.EnterAsync() ?? throw Unavailable(AnswerFailures.Paused);
        _meter.Requested(endpoint);
        try
        {
            var vectors = await AskAsync(endpoint, texts, isQuestion, cancellationToken);
            await _breaker.Value.SucceedAsync(pass);
            NoteSuccess(isQuestion);
            return [.. vectors.Select(vector => new Embedding<float>(vector) { ModelId = endpoint.Model })];
        }
        catch (EndpointException error)
        {
            await pass.FailAsync(error);
            NoteFailure(endpoint, error.Failure, isQuestion);
            throw Unavailable(error.Failure, error);
        }
        catch
        {
            await pass.GiveUpAsync();
            throw;
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        if (serviceKey is not null)
            return null;
        if (serviceType == typeof(EmbeddingGeneratorMetadata))
        {
            return Definition is { } endpoint
                ? new EmbeddingGeneratorMetadata("openai-compatible", endpoint.Address, endpoint.Model, Dimensions)
                : null;
        }

        return serviceType.IsInstanceOfType(this) ? this : null;
    }

    /// <summary>The endpoint lives as long as the server.</summary>
    public void Dispose()
    {
    }

    private int? Dimensions => _options.Embeddings.Dimensions is > 0 and var dimensions ? dimensions : null;

    /// <exception cref="EndpointException">Whatever went wrong at the endpoint or on the way to it.</exception>
    private async Task<IReadOnlyList<float[]>> AskAsync(
        EndpointDefinition endpoint, IReadOnlyList<string> texts, bool isQuestion, CancellationToken cancellation)
    {
        var limit = isQuestion
            ? TimeSpan.FromMilliseconds(_options.Embeddings.QuestionMilliseconds)
            : TimeSpan.FromSeconds(_options.Embeddings.BatchSeconds);
        using var timer = new CancellationTokenSource(limit, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timer.Token);
        try
        {
            return await _wire.AskAsync(endpoint, texts, _options.Embeddings.Dimensions, either.Token);
        }
        catch (EndpointException)
        {
            throw;
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            throw new EndpointException(timer.IsCancellationRequested
                ? AnswerFailures.TimedOut(isQuestion ? "The vector of a question" : "The vectors of a batch", limit)
                : FaultFailures.Of(error), error);
        }
    }

    private string Prepare(string text, bool isQuestion)
    {
        var settings = _options.Embeddings;
        var length = Math.Min(text.Length, settings.MaxCharacters);
        if (length < text.Length && char.IsHighSurrogate(text[length - 1]))
            length--;
        return string.Concat(isQuestion ? settings.QuestionPrefix : settings.PassagePrefix, text.AsSpan(0, length));
    }

    private void NoteSuccess(bool isQuestion)
    {
        var before = LastFailure;
        if (isQuestion)
            _questionFailure = null;
        else
            _passageFailure = null;
        if (before is not null && LastFailure is null)
            _log.EmbeddingsAnswerAgain();
    }

    private void NoteFailure(EndpointDefinition endpoint, Failure failure, bool isQuestion)
    {
        _meter.Failed(endpoint, failure.Code);
        var isNew = LastFailure is null;
        if (isQuestion)
            _questionFailure = failure;
        else
            _passageFailure = failure;
        if (isNew)
            _log.EmbeddingsFailed(failure.Code, failure.Detail);
    }

    private static ModelUnavailableException Unavailable(Failure failure, Exception? cause = null) =>
        new(failure.Code, $"No vectors were made. {failure.Title} {failure.Detail}", cause);
}
