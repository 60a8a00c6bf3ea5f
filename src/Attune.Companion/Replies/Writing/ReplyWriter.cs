using System.Text;
using Attune.Companion.Guide;
using Attune.Companion.Guide.Answers;
using Attune.Foundation.Failures;
using Attune.Realtime.AiStreams;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Attune.Companion.Replies.Writing;

/// <summary>
/// Writes all active replies into their streams at reading speed. One <see cref="TickAsync"/> serves them all: it appends
/// whatever is due and waits for the log once, so a thousand replies cost one timer and few group commits.
/// </summary>
internal sealed class ReplyWriter(
    ReplyTable replies, ReplySettlement settlement, ReplyStops stops, IAiStreams streams, IOptions<GuideOptions> options,
    TimeProvider clock, ReplyMeter meter, ILogger<ReplyWriter> log)
{
    /// <summary>The part of the stream that carries the answer.</summary>
    public const string Part = "text";

    private readonly Lock _gate = new();
    private readonly Dictionary<string, ActiveReply> _active = new(StringComparer.Ordinal);

    /// <summary>Replies that are being written.</summary>
    public int Active
    {
        get
        {
            lock (_gate)
                return _active.Count;
        }
    }

    public bool HasRoom => Active < options.Value.MaxActiveReplies;

    /// <summary>Takes over a reply with a fixed text: goes on where its stream ends, first piece at once.</summary>
    public async Task StartAsync(Reply reply, CancellationToken cancellation)
    {
        var active = new ActiveReply(reply, options.Value);
        active.ContinueFrom(0, clock.GetTimestamp());
        lock (_gate)
            _active[reply.Id] = active;
        active.StopWatch = streams.OnStop(active.Stream, active.RequestStop);
        active.CallersStop = stops.Register(reply.Id, active.RequestStop);
        await GuardAsync(active, async () =>
        {
            // A wish to stop that was stored, or an erasure that was made, before this writer could be told.
            if (replies.Find(reply.Organisation, reply.Owner, reply.Id) is not { StopRequested: false })
                active.RequestStop();
            await SynchroniseAsync(active, cancellation);
            await AdvanceAsync(active, cancellation);
        });
        active.IsReady = true;
        ForgetDone();
    }

    /// <summary>Appends to every reply what is due now, and ends those that are written.</summary>
    /// <returns>True when a reply has ended, so that a waiting one can start.</returns>
    public async Task<bool> TickAsync(CancellationToken cancellation)
    {
        var now = clock.GetTimestamp();
        List<ActiveReply> due;
        lock (_gate)
            due = [.. _active.Values.Where(active => active.IsReady && active.NotBefore <= now)];
        await Task.WhenAll(due.Select(active => GuardAsync(active, () => AdvanceAsync(active, cancellation))));
        return ForgetDone();
    }

    /// <summary>Settles a reply that could not be finished. What was written stays, followed by an honest word.</summary>
    /// <param name="reply">The reply.</param>
    /// <param name="written">What its readers have already.</param>
    /// <param name="length">The same in bytes.</param>
    /// <param name="cancellation">Gives up telling the viewers.</param>
    public async Task FailAsync(Reply reply, ComposedAnswer written, int length, CancellationToken cancellation)
    {
        var notice = AnswerTexts.CouldNotFinish(reply.Language);
        if (length > 0)
            notice = $"\n\n{notice}";
        settlement.Finish(reply, ReplyState.Failed, written with { Text = written.Text + notice });
        log.ReplyFailed(reply.Id, reply.CorrelationId);
        // The reply is settled. Its viewers are told once; if the log is still sick, the stream's lease tells them later.
        var stream = new AiStreamName(reply.Organisation, reply.StreamId);
        var told = await streams.AppendAsync(stream, Part, length, Encoding.UTF8.GetBytes(notice), cancellation);
        var ended = await streams.EndAsync(stream, AiStreamState.Failed, cancellation);
        if ((told.Failure ?? ended.Failure) is { } failure)
            log.StreamNotEnded(reply.Id, failure.Detail);
    }

    private bool ForgetDone()
    {
        lock (_gate)
        {
            var done = _active.Values.Where(active => active.IsDone).ToList();
            foreach (var active in done)
            {
                _active.Remove(active.Reply.Id);
                active.Dispose();
            }

            return done.Count > 0;
        }
    }

    /// <summary>Runs a step; what is expected to fail on a sick machine is tried again later.</summary>
    private async Task GuardAsync(ActiveReply active, Func<Task> step)
    {
        try
        {
            await step();
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // Whatever is wrong with one reply, or with the disk, must not end the loop that writes all of them.
            log.WritingFailed(active.Reply.Id, active.Failures + 1, error);
            Postpone(active);
        }
    }

    private void Postpone(ActiveReply active)
    {
        active.Failures++;
        active.NotBefore = clock.GetTimestamp()
            + (long)(RetryPauses.After(active.Failures).TotalSeconds * clock.TimestampFrequency);
    }

    private async Task AdvanceAsync(ActiveReply active, CancellationToken cancellation)
    {
        if (active.IsDone)
            return;
        if (active.Failures >= options.Value.MaxAttempts)
        {
            await FailAsync(active.Reply, active.Prefix(), active.Written, cancellation);
            active.IsDone = true;
            return;
        }

        if (active.StopRequested)
        {
            await EndAsync(active, AiStreamState.Cancelled, cancellation);
            return;
        }

        var piece = active.DuePiece(clock.GetElapsedTime(active.StartedAt));
        if (!piece.IsEmpty && !await AppendAsync(active, piece, cancellation))
            return;
        if (active.Written == active.Utf8.Length)
            await EndAsync(active, AiStreamState.Complete, cancellation);
    }

    private async Task<bool> AppendAsync(ActiveReply active, ReadOnlyMemory<byte> piece, CancellationToken cancellation)
    {
        var appended = await streams.AppendAsync(active.Stream, Part, active.Written, piece, cancellation);
        if (appended.Failure is { } failure)
        {
            await RecoverAsync(active, failure, cancellation);
            return false;
        }

        if (active.Written == 0)
            meter.FirstPiece(clock.GetUtcNow() - active.Reply.CreatedAt);
        active.Advance(piece.Length);
        active.Failures = 0;
        return true;
    }

    private async Task EndAsync(ActiveReply active, AiStreamState state, CancellationToken cancellation)
    {
        var ended = await streams.EndAsync(active.Stream, state, cancellation);
        if (ended.Failure is { } failure)
            await RecoverAsync(active, failure, cancellation);
        else
            Finish(active, state);
    }

    private async Task RecoverAsync(ActiveReply active, Failure failure, CancellationToken cancellation)
    {
        log.PieceNotStored(active.Reply.Id, active.Failures + 1, failure.Detail);
        Postpone(active);
        // What will not succeed by itself means that the stream is not as this writer believes: look at it again.
        if (!failure.Retry)
            await SynchroniseAsync(active, cancellation);
    }

    /// <summary>Learns from the stream how far the reply is, after a crash or a refusal.</summary>
    private async Task SynchroniseAsync(ActiveReply active, CancellationToken cancellation)
    {
        var snapshot = await streams.ReadAsync(active.Stream, cancellation);
        var written = snapshot is not null && snapshot.Parts.TryGetValue(Part, out var bytes) ? bytes : default;
        if (!active.Utf8.Span.StartsWith(written.Span))
        {
            // Somebody else has written into this stream; nothing that follows would make sense.
            log.ForeignText(active.Reply.Id);
            active.Failures = options.Value.MaxAttempts;
            return;
        }

        if (written.Length != active.Written)
            active.ContinueFrom(written.Length, clock.GetTimestamp());
        if (snapshot is { StopRequested: true })
            active.RequestStop();
        if (snapshot is { State: AiStreamState.Complete or AiStreamState.Cancelled or AiStreamState.Failed })
            Finish(active, snapshot.State);
    }

    private void Finish(ActiveReply active, AiStreamState state)
    {
        var ended = state switch
        {
            AiStreamState.Complete when active.Written == active.Utf8.Length => ReplyState.Complete,
            AiStreamState.Cancelled => ReplyState.Cancelled,
            _ => ReplyState.Failed,
        };
        settlement.Finish(active.Reply, ended, active.Prefix());
        active.IsDone = true;
    }
}
