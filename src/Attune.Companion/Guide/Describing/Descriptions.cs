using Attune.Companion.Guide.Visits;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Attune.Companion.Guide.Describing;

/// <summary>
/// Where the description for a question comes from: the client, the sitting, or the describer, which is asked while the answer
/// is being found. What comes too late for one question serves the next.
/// </summary>
internal sealed class Descriptions(
    DescriberClient describer, DescriptionCache cache, GuideMeter meter, IOptions<GuideOptions> options, TimeProvider clock,
    ILogger<Descriptions> log) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private readonly HashSet<Task> _running = [];

    /// <summary>Requests that are on their way.</summary>
    public int Running
    {
        get
        {
            lock (_gate)
                return _running.Count;
        }
    }

    /// <summary>Begins to find out how the visitor looks; never waits.</summary>
    /// <param name="question">The question.</param>
    /// <param name="left">The visitor has left.</param>
    public DescriptionFetch Begin(VisitorQuestion question, CancellationToken left)
    {
        if (question.Description is { } given)
            return new DescriptionFetch(new DescriptionResult(given, DescriptionReasons.FromClient));
        if (!question.MayBeDescribed)
            return new DescriptionFetch(new DescriptionResult(null, DescriptionReasons.NotWanted));
        if (cache.Find(question.Sitting) is { } kept)
            return new DescriptionFetch(new DescriptionResult(kept, DescriptionReasons.FromSitting));
        if (!describer.IsConfigured)
            return new DescriptionFetch(new DescriptionResult(null, DescriptionReasons.NoDescriber));
        return Ask(question, left);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        Task[] running;
        lock (_gate)
            running = [.. _running];
        await Task.WhenAll(running);
        _stopping.Dispose();
    }

    private DescriptionFetch Ask(VisitorQuestion question, CancellationToken left)
    {
        var begin = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        // Not disposed: it has no timer and no links, and whoever leaves late may still cancel it.
        var giveUp = new CancellationTokenSource();
        Task<DescriptionResult> asked;
        lock (_gate)
        {
            if (_running.Count >= options.Value.Describer.MaxRequests || _stopping.IsCancellationRequested)
                return new DescriptionFetch(new DescriptionResult(null, DescriptionReasons.Busy));
            asked = AskAsync(question.Sitting, begin.Task, giveUp.Token);
            _running.Add(asked);
        }

        var fetch = new DescriptionFetch(asked, giveUp, isOfUseLater: !question.Sitting.IsShared, clock, left);
        // Only now: it takes itself out of the list when it ends.
        begin.SetResult();
        _ = asked.ContinueWith(
            Ended, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return fetch;
    }

    private void Ended(Task task)
    {
        lock (_gate)
            _running.Remove(task);
    }

    private async Task<DescriptionResult> AskAsync(SittingKey sitting, Task begin, CancellationToken giveUp)
    {
        await begin;
        var started = clock.GetTimestamp();
        var result = await RequestAsync(sitting, giveUp);
        result = result with { Took = clock.GetElapsedTime(started) };
        meter.Described(result.Took, result.Reason);
        if (result.Text is { } text)
            cache.Put(sitting, text);
        else
            log.NotDescribed(result.Reason);
        return result;
    }

    /// <summary>Never throws: whoever waits for it gets a reason, and nobody may be waiting any more.</summary>
    private async Task<DescriptionResult> RequestAsync(SittingKey sitting, CancellationToken giveUp)
    {
        using var timer = new CancellationTokenSource(TimeSpan.FromSeconds(options.Value.Describer.GiveUpSeconds), clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(giveUp, timer.Token, _stopping.Token);
        try
        {
            return await describer.AskAsync(sitting, either.Token);
        }
        catch (OperationCanceledException)
        {
            return new DescriptionResult(null, DescriptionReasons.TimedOut);
        }
        catch (Exception error)
        {
            // A describer can make the packages below fail in ways that nobody has listed; the visitor gets an answer anyway.
            log.DescriberFailed(error);
            return new DescriptionResult(null, DescriptionReasons.Unreachable);
        }
    }
}
