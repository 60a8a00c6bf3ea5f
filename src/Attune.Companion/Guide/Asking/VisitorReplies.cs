using System.Collections.Concurrent;
using Attune.Companion.Guide.Answers;
using Attune.Companion.Guide.Visits;
using Attune.Companion.Replies;
using Attune.Companion.Replies.Writing;
using Attune.Language.Tones;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Attune.Companion.Guide.Asking;

/// <summary>
/// Stored replies to visitors while they are being answered: a visitor who is waited for holds nobody else up. After a crash
/// they are answered again with what was stored, which the visitor's looks are not.
/// </summary>
internal sealed class VisitorReplies(
    AnswerVisitor visitors, ReplyTable replies, ReplyWriter writer, ReplyStops stops, IOptions<GuideOptions> options,
    TimeProvider clock, ILogger<VisitorReplies> log)
{
    /// <summary>Failures in a row, of the database or the disk, after which a reply is settled as failed.</summary>
    private const int MaxFailures = 8;

    private readonly ConcurrentDictionary<string, Task> _running = new(StringComparer.Ordinal);

    /// <summary>What clients told with their questions, until it is used.</summary>
    private readonly ConcurrentDictionary<string, string> _descriptions = new(StringComparer.Ordinal);

    /// <summary>Replies that are being answered.</summary>
    public int Active => _running.Count;

    public bool HasRoom => Active < options.Value.MaxActiveReplies;

    /// <summary>Called when one is answered, so that a waiting one can be taken.</summary>
    public Action? Ended { get; set; }

    /// <summary>Keeps what a client told of its visitor until the reply is made. Bounded like the replies that wait.</summary>
    public void Remember(string replyId, string description)
    {
        if (_descriptions.Count < options.Value.MaxWaitingReplies)
            _descriptions[replyId] = description;
    }

    /// <summary>Forgets it: the reply is not made, or made already.</summary>
    public void Forget(string replyId) => _descriptions.TryRemove(replyId, out _);

    /// <summary>Begins to answer a visitor.</summary>
    /// <returns>False when the reply is nobody's who stands before the guide.</returns>
    public bool TryStart(Reply reply, CancellationToken stopping)
    {
        if (reply.Visit is not { } visit || reply.Text is not null)
            return false;
        _descriptions.TryRemove(reply.Id, out var description);
        var sitting = new SittingKey(reply.Organisation, reply.Owner, visit.SittingId);
        var question = new VisitorQuestion(reply.Id, sitting, reply.Question)
        {
            Description = description,
            UseDescription = visit.UseDescription,
            Tone = ToneNames.FromWireName(visit.Tone),
            Age = VisitorQuestions.AgeOf(visit.Age),
        };
        var begin = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _running[reply.Id] = RunAsync(reply, question, begin.Task, stopping);
        begin.SetResult();
        return true;
    }

    /// <summary>Completes when none is being answered any more.</summary>
    public Task WaitAsync() => Task.WhenAll(_running.Values);

    private async Task RunAsync(Reply reply, VisitorQuestion question, Task begin, CancellationToken stopping)
    {
        await begin;
        try
        {
            for (var failures = 1; !await TryAnswerAsync(reply, question, failures, stopping); failures++)
                await Task.Delay(RetryPauses.After(failures), clock, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The server stops; the reply is answered after the next start.
        }
        finally
        {
            _running.TryRemove(reply.Id, out _);
            Ended?.Invoke();
        }
    }

    /// <returns>False when it is to be tried again.</returns>
    private async Task<bool> TryAnswerAsync(Reply reply, VisitorQuestion question, int failures, CancellationToken stopping)
    {
        try
        {
            if (failures > MaxFailures)
                await writer.FailAsync(reply, new ComposedAnswer(false, "", []), 0, stopping);
            else if (await AnswerAsync(reply, question, stopping) is { } answered)
                await writer.StartAsync(answered, stopping);
            return true;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            log.VisitReplyFailed(reply.Id, failures, error);
            return failures > MaxFailures + 1;
        }
    }

    /// <returns>The reply with its text; null when it is gone.</returns>
    private async Task<Reply?> AnswerAsync(Reply reply, VisitorQuestion question, CancellationToken stopping)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        using var callersStop = stops.Register(reply.Id, stop.Cancel);
        try
        {
            // A wish to stop that was stored, or an erasure that was made, before this could be told.
            if (replies.Find(reply.Organisation, reply.Owner, reply.Id) is not { StopRequested: false })
                await stop.CancelAsync();
            var answer = await visitors.RunAsync(question, stop.Token);
            var text = await answer.TextAsync(stop.Token);
            var draft = await answer.Draft.Whole;
            var said = new ComposedAnswer(draft.Found, text, draft.Citations);
            return replies.StoreVisit(reply, said, draft.Method, draft.Model, answer.ToTone());
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            // Stopped before there was a word: the writer ends an empty text as cancelled.
            return reply with { Text = "" };
        }
    }
}
