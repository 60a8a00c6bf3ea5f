using System.Text;
using Attune.Foundation.Failures;
using Attune.Foundation.Hosting;
using Attune.Foundation.Outbox;
using Attune.Realtime.Streams;
using Microsoft.Extensions.Hosting;

namespace Attune.Realtime.Outbox;

/// <summary>
/// Publishes what the outbox holds: events of one topic in their order, topics side by side. An event that was published but
/// not yet forgotten when the process stopped is recognised by its id, also when that was long ago.
/// </summary>
internal sealed class OutboxRelay(
    EventOutbox outbox, IStreamEngine engine, IHostApplicationLifetime lifetime, TimeProvider clock, RealtimeLog log)
    : BackgroundService
{
    private const string Principal = "attune";
    private const int PageSize = 500;
    private const int LongestBatch = 50;

    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Events that wait may stand in the log already: a process that stopped, or a database that failed, has left them. The
    /// stream recognises repeats for some minutes only.
    /// </summary>
    private bool _mayBeKnown = true;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await AfterStart.WaitAsync(lifetime, stoppingToken);
        var pause = ShortestPause;
        while (true)
        {
            try
            {
                while (await PassAsync(stoppingToken))
                    pause = ShortestPause;
                await outbox.WaitAsync(stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                // Whatever it is: without the relay nobody would be told of anything until the next start.
                _mayBeKnown = true;
                log.OutboxWaits(pause.TotalMilliseconds, error);
                await Task.Delay(pause, clock, stoppingToken);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
    }

    /// <summary>Publishes a page of what waits.</summary>
    /// <returns>False when nothing waits.</returns>
    /// <exception cref="IOException">The log cannot be written now.</exception>
    private async Task<bool> PassAsync(CancellationToken cancellation)
    {
        var waiting = outbox.Read(PageSize);
        if (waiting.Count == 0)
        {
            _mayBeKnown = false;
            return false;
        }

        var topics = waiting.GroupBy(item => (item.Event.Organisation, item.Event.Topic));
        var results = await Task.WhenAll(topics.Select(topic => GuardAsync(topic, cancellation)));
        outbox.Remove(results.SelectMany(result => result.Published));
        return results.Select(result => result.Problem).FirstOrDefault(problem => problem is not null) is { } failure
            ? throw new IOException(failure.Detail)
            : true;
    }

    /// <summary>Whatever goes wrong with one topic must not hold up the others; it is tried again.</summary>
    private async Task<(IReadOnlyList<WaitingEvent> Published, Failure? Problem)> GuardAsync(
        IGrouping<(string Organisation, string Topic), WaitingEvent> topic, CancellationToken cancellation)
    {
        try
        {
            return await PublishAsync(topic, cancellation);
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            log.TopicNotRelayed(topic.Key.Topic, error);
            return ([], RealtimeFailures.StorageUnavailable(error.Message));
        }
    }

    private async Task<(IReadOnlyList<WaitingEvent> Published, Failure? Problem)> PublishAsync(
        IEnumerable<WaitingEvent> topic, CancellationToken cancellation)
    {
        var published = new List<WaitingEvent>();
        foreach (var batch in topic.Chunk(LongestBatch))
        {
            var fresh = _mayBeKnown ? await WithoutKnownAsync(batch, cancellation) : batch;
            var failure = fresh.Count > 0 ? await TryPublishAsync(fresh, cancellation) : null;
            if (failure is { Retry: true })
                return (published, failure);
            published.AddRange(failure is null ? batch : batch.Except(fresh));
            if (failure is not null && await PublishOneByOneAsync(fresh, published, cancellation) is { } problem)
                return (published, problem);
        }

        return (published, null);
    }

    private async Task<IReadOnlyList<WaitingEvent>> WithoutKnownAsync(
        IReadOnlyList<WaitingEvent> batch, CancellationToken cancellation)
    {
        var fresh = new List<WaitingEvent>();
        foreach (var waiting in batch)
        {
            if (!await engine.HoldsAsync(
                waiting.Event.Organisation, waiting.Event.Topic, waiting.Event.Id, cancellation))
                fresh.Add(waiting);
        }

        return fresh;
    }

    private async Task<Failure?> TryPublishAsync(IReadOnlyList<WaitingEvent> batch, CancellationToken cancellation)
    {
        var first = batch[0].Event;
        var drafts = batch.Select(item => new EventDraft(item.Event.Topic, item.Event.Type,
            Encoding.UTF8.GetBytes(item.Event.Data), item.Event.Id)).ToArray();
        var publisher = new Publisher(first.Organisation, Principal, first.CorrelationId);
        return (await engine.PublishAsync(publisher, drafts, cancellation)).Failure;
    }

    /// <summary>One event that can never be published must not hold up the others.</summary>
    private async Task<Failure?> PublishOneByOneAsync(
        IReadOnlyList<WaitingEvent> batch, List<WaitingEvent> published, CancellationToken cancellation)
    {
        foreach (var waiting in batch)
        {
            var failure = await TryPublishAsync([waiting], cancellation);
            if (failure is { Retry: true })
                return failure;
            if (failure is null)
            {
                published.Add(waiting);
                continue;
            }

            outbox.Refuse(waiting, failure.Detail);
            log.EventRefused(waiting.Event.Id, waiting.Event.Topic, failure.Detail);
        }

        return null;
    }
}
