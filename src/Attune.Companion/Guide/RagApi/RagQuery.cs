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
            var tone = answer.ToTone();
            // Beside the text, which is all that the museum's clients read.
            context.Response.Headers["X-Attune-Tone"] = tone.Tone;
            context.Response.Headers["X-Attune-Tone-Source"] = tone.Source;
            context.Response.Headers["X-Attune-Tone-Why"] = tone.Why;
            await RagStream.WriteAsync(
                context, answer.Text, answer.Draft.IsEmptyHanded ? GuideFailures.NothingToAnswerWith.Detail : null);
        }
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
