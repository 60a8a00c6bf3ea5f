namespace Attune.Companion.Guide.Describing;

/// <summary>A description that is on its way, for one question.</summary>
internal sealed class DescriptionFetch : IDisposable
{
    private readonly CancellationTokenSource? _giveUp;
    private readonly bool _isOfUseLater;
    private readonly TimeProvider _clock;
    private CancellationTokenRegistration _left;
    private bool _isDecided;

    /// <summary>It is known already.</summary>
    public DescriptionFetch(DescriptionResult known)
    {
        Description = Task.FromResult(known);
        _clock = TimeProvider.System;
    }

    /// <param name="description">Ends with the description, whatever the describer does.</param>
    /// <param name="giveUp">Ends the request.</param>
    /// <param name="isOfUseLater">True when the next question can use what comes too late for this one.</param>
    /// <param name="clock">Measures the waiting.</param>
    /// <param name="left">The visitor has left: the request is ended too.</param>
    public DescriptionFetch(
        Task<DescriptionResult> description, CancellationTokenSource giveUp, bool isOfUseLater, TimeProvider clock,
        CancellationToken left)
    {
        Description = description;
        _giveUp = giveUp;
        _isOfUseLater = isOfUseLater;
        _clock = clock;
        _left = left.Register(giveUp.Cancel);
    }

    /// <summary>Ends with the description or the reason why there is none.</summary>
    public Task<DescriptionResult> Description { get; }

    /// <summary>The description, or after a while the reason why it is not waited for any longer.</summary>
    /// <param name="atMost">How long; nothing or less takes what is there.</param>
    /// <param name="cancellation">The visitor has left.</param>
    public async Task<DescriptionResult> DecideAsync(TimeSpan atMost, CancellationToken cancellation)
    {
        try
        {
            if (!Description.IsCompleted && atMost > TimeSpan.Zero)
                await Description.WaitAsync(atMost, _clock, cancellation);
        }
        catch (TimeoutException)
        {
            // Decided below, like a wait of no time.
        }

        cancellation.ThrowIfCancellationRequested();
        _isDecided = true;
        return Description.IsCompletedSuccessfully
            ? await Description
            : new DescriptionResult(null, DescriptionReasons.TimedOut) { Took = atMost };
    }

    /// <summary>What comes later is kept for the next question if that is of use; otherwise the request ends here.</summary>
    public void Dispose()
    {
        _left.Dispose();
        if (!Description.IsCompleted && !(_isDecided && _isOfUseLater))
            _giveUp?.Cancel();
    }
}
