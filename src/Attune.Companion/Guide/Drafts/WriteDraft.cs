using Attune.Companion.Guide.Answers;
using Attune.Companion.Guide.Visits;
using Attune.Inference;
using Attune.Language;
using Attune.Language.Folding;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Attune.Companion.Guide.Drafts;

/// <summary>
/// Lets a model write an answer and tells each sentence as soon as it holds. When the model breaks off after the first of them,
/// the documents say what is missing, so that the answer is whole.
/// </summary>
internal sealed class WriteDraft(VisitorModel model, IOptions<GuideOptions> options, ILogger<WriteDraft> log)
{
    /// <summary>Begins an answer from passages.</summary>
    /// <param name="question">The question.</param>
    /// <param name="turns">What was said in the sitting, oldest first.</param>
    /// <param name="found">What the documents hold.</param>
    /// <param name="limit">How long the model may take; disposed at the end.</param>
    /// <param name="cancellation">The visitor has left.</param>
    public GrowingDraft Begin(
        VisitorQuestion question, IReadOnlyList<SittingTurn> turns, FoundPassages found, TimeLimit limit,
        CancellationToken cancellation) => GrowingDraft.Begin(async growing =>
        {
            using (limit)
                return await WriteAsync(growing, question, turns, found, limit.Token, cancellation);
        });

    /// <summary>Begins an answer without any passage: only the whole of it can be judged.</summary>
    public GrowingDraft BeginUngrounded(
        VisitorQuestion question, IReadOnlyList<SittingTurn> turns, TimeLimit limit, CancellationToken cancellation) =>
        GrowingDraft.Begin(async growing =>
        {
            using (limit)
                return await WriteUngroundedAsync(growing, question, turns, limit.Token, cancellation);
        });

    private async Task<Draft?> WriteAsync(
        GrowingDraft growing, VisitorQuestion question, IReadOnlyList<SittingTurn> turns, FoundPassages found,
        CancellationToken limit, CancellationToken cancellation)
    {
        string? writer = null;
        var feed = new SentenceFeed();
        var isOnNewLine = false;
        var failure = await GuardAsync(question, async () =>
        {
            await foreach (var piece in model.ReadAsync(question, turns, found.Passages, found.SearchedFor, limit))
            {
                writer ??= piece.Model;
                Keep(feed.Take(piece.Text));
                if (growing.Count >= GrowingDraft.MostSentences)
                    return;
            }

            Keep(feed.End());
        }, cancellation);
        if (growing.Count == 0)
        {
            log.VisitWithoutModel(question.Id, failure ?? "model_unsupported");
            return null;
        }

        if (failure is not null)
        {
            log.VisitModelBrokeOff(question.Id, failure);
            foreach (var quote in Missing(growing.Text, found, question.Language))
                growing.Add(quote, isOnNewLine: false);
        }

        return new Draft(growing.Text, Found: true, CitedPassages.In(growing.Text, found.Passages))
        {
            Method = Draft.ByModel,
            Model = writer,
            SearchedFor = found.SearchedFor,
        };

        void Keep(IEnumerable<WrittenSentence> sentences)
        {
            foreach (var sentence in sentences)
            {
                isOnNewLine |= sentence.IsOnNewLine;
                var text = InOurScript(sentence.Text, question.Language);
                if (growing.Count >= GrowingDraft.MostSentences
                    || !DraftCheck.Holds(text, question.Language, found.Passages, question.Text))
                    continue;
                growing.Add(text, isOnNewLine);
                isOnNewLine = false;
            }
        }
    }

    private async Task<Draft?> WriteUngroundedAsync(
        GrowingDraft growing, VisitorQuestion question, IReadOnlyList<SittingTurn> turns, CancellationToken limit,
        CancellationToken cancellation)
    {
        (string Text, string? Model) written = ("", null);
        var failure = await GuardAsync(
            question, async () => written = await model.WriteUngroundedAsync(question, turns, limit), cancellation);
        var text = InOurScript(written.Text, question.Language);
        if (failure is not null || !DraftCheck.IsSayable(text, question.Language))
        {
            log.VisitWithoutModel(question.Id, failure ?? "model_unsupported");
            return null;
        }

        growing.Add(DraftTexts.WithoutDocuments(question.Language) + text.Trim(), isOnNewLine: false);
        return new Draft(growing.Text, Found: false, []) { Method = Draft.ByModel, Model = written.Model };
    }

    /// <summary>Many models write Simplified characters whatever they are asked for; what they say is worth no less.</summary>
    private static string InOurScript(string text, TextLanguage language) =>
        language == TextLanguage.TraditionalChinese ? ChineseFolding.ToTraditional(text) : text;

    /// <summary>What the documents say and a model did not, each with the number of its passage.</summary>
    private static IEnumerable<string> Missing(string said, FoundPassages found, TextLanguage language)
    {
        foreach (var citation in found.Answer is { Found: true } answer ? answer.Citations : [])
        {
            var passage = found.Passages.FirstOrDefault(one => one.DocumentId == citation.DocumentId
                && one.Start <= citation.Start && citation.Start + citation.Length <= one.Start + one.Length);
            if (passage is not null && DraftCheck.Adds(citation.Quote, said))
                yield return $"{AnswerTexts.ForReading(citation.Quote, language)} [{passage.Number}]";
        }
    }

    /// <summary>Runs what a model does.</summary>
    /// <returns>Why it did not come to its end; null when it did.</returns>
    private async Task<string?> GuardAsync(VisitorQuestion question, Func<Task> write, CancellationToken cancellation)
    {
        try
        {
            await write();
            return null;
        }
        catch (ModelUnavailableException error)
        {
            // The code only: an endpoint may repeat in its message what it was asked.
            return error.Code;
        }
        catch (ModelInterruptedException error)
        {
            return error.Code;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            log.VisitTookTooLong(question.Id, options.Value.OverallSeconds);
            return "guide_took_too_long";
        }
    }
}
