using Attune.Companion.Guide.Answers;
using Attune.Companion.Guide.Visits;
using Attune.Contracts.Guide;
using Attune.Inference;
using Attune.Language.Tones;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Attune.Companion.Guide.Drafts;

/// <summary>
/// Finds a whole answer to a visitor's question, whatever fails: a model's where there is one and what it writes holds, otherwise
/// the sentences of the documents, otherwise the plain word that nothing can be looked up.
/// </summary>
internal sealed class FindDraft(
    AnswerFromDocuments documents, VisitorModel model, IOptions<GuideOptions> options, TimeProvider clock,
    ILogger<FindDraft> log)
{
    /// <summary>Passages are measured in words, so one of rules and dashes can be as long as its document.</summary>
    private const int LongestPassage = 4_000;

    /// <param name="question">The question.</param>
    /// <param name="turns">What was said in the sitting, oldest first.</param>
    /// <param name="cancellation">The visitor has left.</param>
    public async Task<Draft> RunAsync(
        VisitorQuestion question, IReadOnlyList<SittingTurn> turns, CancellationToken cancellation)
    {
        var overall = options.Value.OverallSeconds;
        using var timer = new CancellationTokenSource(
            overall == 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(overall), clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timer.Token);
        var understood = await UnderstandAsync(question, turns, either.Token, cancellation);
        var found = await SearchAsync(question, understood, cancellation);
        return await ByModelAsync(question, turns, found, either.Token, cancellation)
            ?? ByRules(question, found);
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
    private async Task<Search> SearchAsync(VisitorQuestion question, string? understood, CancellationToken cancellation)
    {
        try
        {
            var organisation = question.Sitting.Organisation;
            if (understood is not null)
            {
                var (answer, passages) = await documents.RunAsync(organisation, understood, question.Language, cancellation);
                if (answer.Found)
                    return new Search(answer, passages, understood);
            }

            var (plain, all) = await documents.RunAsync(organisation, question.Text, question.Language, cancellation);
            return new Search(plain, all, null);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // Whatever is wrong with documents, index or disk: the visitor who stands there gets an answer.
            log.VisitWithoutDocuments(question.Id, error);
            return new Search(null, [], null);
        }
    }

    private async Task<Draft?> ByModelAsync(
        VisitorQuestion question, IReadOnlyList<SittingTurn> turns, Search found, CancellationToken limit,
        CancellationToken cancellation)
    {
        // Without a passage a model could only say that it found nothing, which the rules say at once.
        if (!model.IsConfigured || found.Answer is { Found: false } && found.Passages.Count == 0)
            return null;
        try
        {
            IReadOnlyList<Citation>? passages = found.Answer is null ? null : [.. found.Passages.Select(ToCitation)];
            var draft = await model.WriteAsync(question, turns, passages, found.SearchedFor, limit);
            if (draft is null)
                log.VisitWithoutModel(question.Id, "model_unsupported");
            return draft;
        }
        catch (ModelUnavailableException error)
        {
            // The code only: an endpoint may repeat in its message what it was asked.
            log.VisitWithoutModel(question.Id, error.Code);
        }
        catch (ModelInterruptedException error)
        {
            log.VisitWithoutModel(question.Id, error.Code);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            log.VisitTookTooLong(question.Id, options.Value.OverallSeconds);
        }

        return null;
    }

    private static Draft ByRules(VisitorQuestion question, Search found) => found.Answer switch
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

    private static Citation ToCitation(SourcePassage passage, int index)
    {
        var length = Math.Min(passage.Text.Length, LongestPassage);
        if (length < passage.Text.Length && char.IsHighSurrogate(passage.Text[length - 1]))
            length--;
        return new Citation(
            index + 1, passage.DocumentId, passage.DocumentName, passage.Start, length, passage.Text[..length]);
    }

    private sealed record Search(ComposedAnswer? Answer, IReadOnlyList<SourcePassage> Passages, string? SearchedFor);
}
