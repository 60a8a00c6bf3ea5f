using Attune.Companion.Conversations.Models;
using Attune.Companion.Guide;
using Attune.Companion.Guide.Answers;
using Attune.Companion.Guide.Asking;
using Attune.Companion.Replies.Writing;
using Attune.Foundation.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Attune.Companion.Replies;

/// <summary>
/// Answers what waits: one loop takes replies and composes them in the order they were asked, the other writes all active
/// ones at reading speed. Starts after the server is ready, with what a crash has interrupted.
/// </summary>
internal sealed class ReplyWorker(
    ReplyTable replies, ComposeReply compose, ReplyWriter writer, ModelReplies models, VisitorReplies visitors,
    IOptions<GuideOptions> options, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<ReplyWorker> log)
    : BackgroundService
{
    private const int RenewalsPerLease = 3;

    /// <summary>Failures at the same reply that are not the database's, after which it is given up.</summary>
    private const int MaxFailures = 3;

    private readonly WakeSignal _work = new();
    private readonly WakeSignal _writing = new();

    private TimeSpan Lease => TimeSpan.FromSeconds(options.Value.LeaseSeconds);

    /// <summary>There may be a reply to take.</summary>
    public void Wake() => _work.Set();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await AfterStart.WaitAsync(lifetime, stoppingToken);
        models.Ended = Wake;
        visitors.Ended = Wake;
        try
        {
            await Task.WhenAll(TakeLoopAsync(stoppingToken), WriteLoopAsync(stoppingToken));
        }
        finally
        {
            await models.WaitAsync();
            await visitors.WaitAsync();
        }
    }

    private async Task TakeLoopAsync(CancellationToken cancellation)
    {
        var failures = 0;
        var released = false;
        Reply? held = null;
        while (true)
        {
            try
            {
                if (!released && replies.ReleaseLeftovers() is > 0 and var count)
                    log.RepliesResumed(count);
                released = true;
                while (writer.HasRoom && models.HasRoom && visitors.HasRoom && (held ?? replies.ClaimNext(Lease)) is { } reply)
                {
                    held = reply;
                    await TakeAsync(reply, cancellation);
                    held = null;
                    failures = 0;
                    _writing.Set();
                }

                await _work.WaitAsync(cancellation);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                // A reply that was claimed is held and tried again, so that it is neither lost nor overtaken.
                var pause = RetryPauses.After(++failures);
                log.RepliesNotTaken(held?.Id, pause.TotalMilliseconds, error);
                await Task.Delay(pause, clock, cancellation);
                var isHopeless = error is not SqliteException && failures >= MaxFailures;
                if (held is not null && isHopeless && await FailAsync(held, cancellation))
                    held = null;
            }
        }
    }

    private async Task TakeAsync(Reply reply, CancellationToken cancellation)
    {
        var composed = reply.Text is null ? await compose.RunAsync(reply, cancellation) : reply;
        if (composed is not null)
            await writer.StartAsync(composed, cancellation);
    }

    /// <summary>Ends a reply that cannot be composed; while the database is sick it is held further.</summary>
    private async Task<bool> FailAsync(Reply reply, CancellationToken cancellation)
    {
        try
        {
            await writer.FailAsync(reply, new ComposedAnswer(false, "", []), 0, cancellation);
            return true;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // Whatever it is: an exception that left here would end the answering of everybody until the next start.
            log.RepliesNotTaken(reply.Id, 0, error);
            return false;
        }
    }

    private async Task WriteLoopAsync(CancellationToken cancellation)
    {
        while (true)
        {
            await _writing.WaitAsync(cancellation);
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(options.Value.PieceMilliseconds), clock);
            var renewed = clock.GetTimestamp();
            // No timer runs while nothing is written: an idle server sleeps.
            // Models and visitors first: a reply that goes over to the writer is in its hands before it leaves theirs.
            while (models.Active + visitors.Active + writer.Active > 0 && await timer.WaitForNextTickAsync(cancellation))
            {
                if (await writer.TickAsync(cancellation))
                    Wake();
                if (clock.GetElapsedTime(renewed) >= Lease / RenewalsPerLease)
                {
                    RenewLeases();
                    renewed = clock.GetTimestamp();
                }
            }
        }
    }

    private void RenewLeases()
    {
        try
        {
            replies.RenewLeases(Lease);
        }
        catch (SqliteException error)
        {
            // Nobody else takes the replies of this process, and the loop writes everybody's: it must go on.
            log.LeasesNotRenewed(error);
        }
    }
}
