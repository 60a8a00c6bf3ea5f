using System.Globalization;
using Attune.Companion.Guide.Limits;
using Attune.Companion.Guide.Visits;
using Attune.Contracts;
using Attune.Foundation.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Attune.Companion.Guide.RagApi;

/// <summary>A visitor's question and its answer as a stream of text.</summary>
internal sealed class RagQuery(
    AnswerVisitor visitors, VisitorQuestions questions, GuideLimits limits, ILogger<RagQuery> log)
{
    /// <param name="context">The request.</param>
    /// <param name="alwaysConverts">True where the route says that the answer is said in a tone.</param>
    public async Task HandleAsync(HttpContext context, bool alwaysConverts)
    {
        var body = await RagWire.ReadAsync(context, AttuneJson.Wire.RagQueryRequest);
        var question = body.Failure is { } unreadable
            ? unreadable
            : questions.From(new EndpointCall(context).Caller, body.Value, alwaysConverts);
        if ((question.Failure ?? limits.Check(context, question.Value.Sitting)) is { } refusal)
        {
            await RagWire.RefuseAsync(context, refusal);
            return;
        }

        if (await AnswerAsync(context, question.Value) is { } answer)
        {
            // Beside the text, which is all that the museum's clients read.
            Tell(context.Response.Headers, answer);
            await SayAsync(context, question.Value, answer);
        }
    }

    private async Task SayAsync(HttpContext context, VisitorQuestion question, VisitorAnswer answer)
    {
        try
        {
            var error = answer.IsEmptyHanded ? GuideFailures.NothingToAnswerWith.Detail : null;
            await RagStream.WriteAsync(context, answer.Words, error);
        }
        catch (Exception error) when (error is not (OperationCanceledException or IOException))
        {
            // The stream has begun: its end must be told in the form that its readers know.
            log.VisitFailed(question.Id, Correlation.Of(context), error);
            await RagStream.EndAsync(context, HttpFailures.Unexpected.Detail);
        }
    }

    private static void Tell(IHeaderDictionary headers, VisitorAnswer answer)
    {
        var tone = answer.ToTone();
        headers["X-Attune-Tone"] = tone.Tone;
        headers["X-Attune-Tone-Source"] = tone.Source;
        headers["X-Attune-Tone-Why"] = tone.Why;
        headers["Server-Timing"] = string.Create(CultureInfo.InvariantCulture,
            $"description;dur={answer.Description.Took.TotalMilliseconds:F2}, draft;dur={answer.DraftTook.TotalMilliseconds:F2}, "
            + $"tone;dur={answer.ToneTook.TotalMilliseconds:F2}, total;dur={answer.Took.TotalMilliseconds:F2}");
    }

    private async Task<VisitorAnswer?> AnswerAsync(HttpContext context, VisitorQuestion question)
    {
        try
        {
            return await visitors.RunAsync(question, context.RequestAborted);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            log.VisitFailed(question.Id, Correlation.Of(context), error);
            await RagWire.RefuseAsync(context, HttpFailures.Unexpected);
            return null;
        }
    }
}
