using Attune.Companion.Guide.Visits;
using Attune.Companion.Replies;
using Attune.Companion.Storage;
using Attune.Contracts.Guide;
using Attune.Foundation.Failures;
using Attune.Foundation.Hosting;
using Attune.Language.Tones;
using Microsoft.Extensions.Options;

namespace Attune.Companion.Guide.Asking;

/// <summary>Takes a visitor's question whose answer is kept and can be viewed as an AI stream.</summary>
internal sealed class AskAsVisitor(
    ReplyTable replies, BeginReply begin, VisitorReplies visitors, IOptions<GuideOptions> options, Ids ids, TimeProvider clock)
{
    /// <param name="question">The question.</param>
    /// <param name="clientId">Chosen by the client, already checked; null for none.</param>
    /// <param name="correlationId">Of the request.</param>
    /// <param name="cancellation">The caller has left.</param>
    public ValueTask<Outcome<AskAccepted>> RunAsync(
        VisitorQuestion question, string? clientId, string correlationId, CancellationToken cancellation) =>
        StorageFailures.GuardAsync(() => StoreAsync(question, clientId, correlationId, cancellation));

    private async ValueTask<Outcome<AskAccepted>> StoreAsync(
        VisitorQuestion question, string? clientId, string correlationId, CancellationToken cancellation)
    {
        var (organisation, principal, sitting) = question.Sitting;
        if (clientId is not null && replies.FindByClientId(organisation, principal, clientId) is { } earlier)
            return new AskAccepted(earlier.Id, earlier.StreamId);
        if (replies.IsFull(options.Value.MaxWaitingReplies))
            return GuideFailures.TooManyWaiting(options.Value.MaxWaitingReplies);
        var id = ids.NewText();
        var visit = new StoredVisit(
            sitting, question.Tone?.WireName,
            VisitorQuestions.NameOf(question.Age), question.UseDescription);
        // Before it is stored: the worker may take it at once.
        if (question.Description is { } description)
            visitors.Remember(id, description);
        var isStored = false;
        try
        {
            var (reply, isNew) = replies.Add(new Reply(0, id, organisation, principal, clientId,
                ReplyState.Queued, 0, StopRequested: false, Reply.StreamOf(id), question.Language, question.Text,
                Found: false, null, [], clock.GetUtcNow(), correlationId, Visit: visit));
            isStored = isNew;
            if (isNew)
                await begin.RunAsync(reply.Organisation, reply.StreamId, cancellation);
            return new AskAccepted(reply.Id, reply.StreamId);
        }
        finally
        {
            if (!isStored)
                visitors.Forget(id);
        }
    }
}
