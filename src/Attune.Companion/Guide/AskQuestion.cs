using Attune.Companion.Replies;
using Attune.Companion.Storage;
using Attune.Contracts.Guide;
using Attune.Foundation.Access;
using Attune.Foundation.Failures;
using Attune.Foundation.Hosting;
using Attune.Foundation.Http;
using Attune.Language;
using Microsoft.Extensions.Options;

namespace Attune.Companion.Guide;

/// <summary>Takes a question: stores the reply as waiting work, opens its stream, leaves the answering to the worker.</summary>
internal sealed class AskQuestion(
    ReplyTable replies, BeginReply begin, IOptions<GuideOptions> options, Ids ids, TimeProvider clock)
{
    public const int LongestQuestion = 8_000;

    public ValueTask<Outcome<AskAccepted>> RunAsync(
        Caller caller, AskRequest request, string correlationId, CancellationToken cancellation) =>
        Check(request) is { } failure
            ? ValueTask.FromResult<Outcome<AskAccepted>>(failure)
            : StorageFailures.GuardAsync(() => StoreAsync(caller, request, correlationId, cancellation));

    private static Failure? Check(AskRequest request)
    {
        if (string.IsNullOrWhiteSpace(request.Question))
            return HttpFailures.InvalidField("question", "must not be empty");
        return request.Question.EnumerateRunes().Count() > LongestQuestion
            ? GuideFailures.QuestionTooLong(LongestQuestion)
            : ClientIds.Check(request.ClientId);
    }

    private async ValueTask<Outcome<AskAccepted>> StoreAsync(
        Caller caller, AskRequest request, string correlationId, CancellationToken cancellation)
    {
        if (request.ClientId is { } clientId
            && replies.FindByClientId(caller.Organisation, caller.Principal, clientId) is { } earlier)
            return new AskAccepted(earlier.Id, earlier.StreamId);
        if (replies.IsFull(options.Value.MaxWaitingReplies))
            return GuideFailures.TooManyWaiting(options.Value.MaxWaitingReplies);
        var id = ids.NewText();
        var question = request.Question!.Trim();
        var (reply, isNew) = replies.Add(new Reply(0, id, caller.Organisation, caller.Principal, request.ClientId,
            ReplyState.Queued, 0, StopRequested: false, Reply.StreamOf(id), LanguageDetection.OfQuestion(question), question,
            Found: false, null, [], clock.GetUtcNow(), correlationId));
        if (isNew)
            await begin.RunAsync(reply.Organisation, reply.StreamId, cancellation);
        return new AskAccepted(reply.Id, reply.StreamId);
    }
}
