using Attune.Companion.Guide.Visits;
using Attune.Language.Tones;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Attune.Companion.Guide.Drafts;

/// <summary>
/// Finds a whole answer to a visitor's question, whatever fails: a model's where there is one and what it writes holds, otherwise
/// the sentences of the documents, otherwise the plain word that nothing can be looked up.
/// </summary>
internal sealed class FindDraft(
    AnswerFromDocuments documents, VisitorModel model, WriteDraft writing, IOptions<GuideOptions> options, TimeProvider clock,
    ILogger<FindDraft> log)
{
    /// <summary>Finds out what can be told first.</summary>
    /// <param name="question">The question.</param>
    /// <param name="turns">What was said in the sitting, oldest first.</param>
    /// <param name="cancellation">The visitor has left.</param>
    public async Task<BegunDraft> RunAsync(
        VisitorQuestion question, IReadOnlyList<SittingTurn> turns, CancellationToken cancellation)
    {
        var limit = new TimeLimit(options.Value.OverallSeconds, clock, cancellation);
        var isHandedOn = false;
        try
        {
            var understood = await UnderstandAsync(question, turns, limit.Token, cancellation);
            var found = await SearchAsync(question, understood, cancellation);
            // Without a passage a model could only say that it found nothing, which the rules say at once.
            if (!model.IsConfigured || (found.Answer is { Found: false } && found.Passages.Count == 0))
                return new BegunDraft(ByRules(question, found));
            isHandedOn = true;
            var growing = found.Answer is null
                ? writing.BeginUngrounded(question, turns, limit, cancellation)
                : writing.Begin(question, turns, found, limit, cancellation);
            if (await growing.HasBegunAsync(cancellation))
                return new BegunDraft(growing);
            return new BegunDraft(await growing.Whole ?? ByRules(question, found));
        }
        finally
        {
            if (!isHandedOn)
                limit.Dispose();
        }
    }

    /// <summary>The question as it can be searched for; null when as it was asked.</summary>
    private async Task<string?> UnderstandAsync(
        VisitorQuestion question, IReadOnlyList<SittingTurn> turns, CancellationToken limit, CancellationToken cancellation)
    {
        if (turns.Count == 0)
            return null;
        try
        {
            if (model.IsConfigured && await model.RewriteAsync(question, turns, limit) is { } rewritten)
                return rewritten == question.Text ? null : rewritten;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // The time for the whole answer is over; the rules need none.
            log.VisitTookTooLong(question.Id, options.Value.OverallSeconds);
        }

        return FollowUpQuestion.With(question.Text, turns);
    }

    /// <returns>No answer when the documents cannot be searched.</returns>
    private async Task<FoundPassages> SearchAsync(
        VisitorQuestion question, string? understood, CancellationToken cancellation)
    {
        try
        {
            var organisation = question.Sitting.Organisation;
            if (understood is not null)
            {
                var (answer, passages) = await documents.RunAsync(organisation, understood, question.Language, cancellation);
                if (answer.Found)
                    return FoundPassages.Of(answer, passages, understood);
            }

            var (plain, all) = await documents.RunAsync(organisation, question.Text, question.Language, cancellation);
            return FoundPassages.Of(plain, all, null);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // Whatever is wrong with documents, index or disk: the visitor who stands there gets an answer.
            log.VisitWithoutDocuments(question.Id, error);
            return new FoundPassages(null, [], null);
        }
    }

    private static Draft ByRules(VisitorQuestion question, FoundPassages found) => found.Answer switch
    {
        null => new Draft(DraftTexts.CannotLookUp(question.Language, Tone.CasualFriendly), Found: false, [])
        {
            Kind = DraftKind.CannotLookUp,
        },
        { Found: false } => new Draft(DraftTexts.NotFound(question.Language, Tone.CasualFriendly), Found: false, [])
        {
            Kind = DraftKind.NotFound,
        },
        var answer => new Draft(answer.Text, Found: true, answer.Citations) { SearchedFor = found.SearchedFor },
    };
}
