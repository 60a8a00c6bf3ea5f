using System.Runtime.CompilerServices;
using Attune.Companion.Crisis;
using Attune.Companion.Guide.Describing;
using Attune.Companion.Guide.Drafts;
using Attune.Companion.Replies;
using Attune.Language;
using Attune.Language.Tones;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Attune.Companion.Guide.Visits;

/// <summary>
/// Answers a visitor: how the visitor looks and what the answer is are found out at the same time. The tone is decided when the
/// answer could begin, with what is known then, and does not change inside it. What a model writes is said as it is written.
/// </summary>
internal sealed class AnswerVisitor(
    CrisisRule crisis, Descriptions descriptions, FindDraft drafts, SayAnswer say, Sittings sittings, GuideMeter meter,
    ReplyMeter replies, IOptions<GuideOptions> options, TimeProvider clock, ILogger<AnswerVisitor> log)
{
    /// <param name="question">The question.</param>
    /// <param name="left">The visitor has left: both parts end.</param>
    /// <exception cref="OperationCanceledException">The visitor has left.</exception>
    public async Task<VisitorAnswer> RunAsync(VisitorQuestion question, CancellationToken left)
    {
        meter.Begun();
        try
        {
            var answer = await AnswerAsync(question, left);
            meter.Counted("answered", MethodOf(answer.Draft), answer.Choice.Tone.WireName);
            return answer;
        }
        catch (OperationCanceledException)
        {
            meter.Counted("left");
            throw;
        }
        catch
        {
            meter.Counted("failed");
            throw;
        }
        finally
        {
            meter.Ended();
        }
    }

    private async Task<VisitorAnswer> AnswerAsync(VisitorQuestion question, CancellationToken left)
    {
        log.VisitBegun(question.Id, question.Sitting.IsShared ? SittingKey.Shared : question.Sitting.Id);
        var started = clock.GetTimestamp();
        if (crisis.Read(question.Text, question.Language) is { } help)
            return AnswerCrisis(question, help) with { Took = clock.GetElapsedTime(started) };
        var turns = sittings.Read(question.Sitting);
        // Both are under way before either is waited for.
        using var fetch = descriptions.Begin(question, left);
        var draft = await drafts.RunAsync(question, question.IncludeHistory ? turns : [], left);
        var draftTook = clock.GetElapsedTime(started);

        var description = await fetch.DecideAsync(
            TimeSpan.FromSeconds(options.Value.Describer.WaitSeconds) - clock.GetElapsedTime(started), left);
        var toneStarted = clock.GetTimestamp();
        var choice = ToneSelection.Select(new ToneInputs
        {
            Visitor = question.Tone,
            DeclaredAge = question.Age,
            Description = description.Text,
        });
        var manner = new ToneDraft("", question.Language, choice.Tone)
        {
            Description = description.Text,
            Question = question.Text,
            IsFirst = turns.Count == 0,
        };
        var answer = new VisitorAnswer(AsyncEnumerable.Empty<string>(), draft, choice, description) { DraftTook = draftTook };
        if (say.CanSayEarly(question, draft))
        {
            answer = answer with { Took = clock.GetElapsedTime(started) };
            return answer with { Words = SayEarlyAsync(question, answer, manner, started, left) };
        }

        var whole = await draft.Whole;
        if (draft.Growing is not null)
            answer = answer with { DraftTook = clock.GetElapsedTime(started) };
        var text = say.Whole(question, whole, manner);
        answer = answer with
        {
            Words = VisitorAnswer.Pieces(text).ToAsyncEnumerable(),
            ToneTook = clock.GetElapsedTime(toneStarted),
            Took = clock.GetElapsedTime(started),
        };
        Remember(question, whole);
        Tell(question, answer);
        return answer;
    }

    /// <summary>Somebody in a crisis is neither described nor looked up for, and what is said is said as it stands.</summary>
    private VisitorAnswer AnswerCrisis(VisitorQuestion question, CrisisAnswer help)
    {
        replies.Crisis(help.Crisis.Category, question.Language.Tag);
        log.CrisisAnswered(question.Id, help.Crisis.Category, help.Crisis.Severity, question.Id);
        return new VisitorAnswer(
            VisitorAnswer.Pieces(help.Text).ToAsyncEnumerable(), new BegunDraft(new Draft(help.Text, true, [])),
            new ToneChoice(Tone.CasualFriendly, null, ToneSource.Fallback, []),
            new DescriptionResult(null, DescriptionReasons.NotWanted));
    }

    /// <summary>Sentence by sentence as they come. Only a visitor who hears the end has been answered.</summary>
    private async IAsyncEnumerable<string> SayEarlyAsync(
        VisitorQuestion question, VisitorAnswer answer, ToneDraft manner, long started,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        var toneStarted = clock.GetTimestamp();
        var written = TimeOfAsync(answer.Draft.Whole, started);
        await foreach (var piece in say.EarlyAsync(question, answer.Draft, manner, cancellation))
            yield return piece;
        Remember(question, await answer.Draft.Whole);
        Tell(question, answer with
        {
            DraftTook = await written,
            ToneTook = clock.GetElapsedTime(toneStarted),
            Took = clock.GetElapsedTime(started),
        });
    }

    private async Task<TimeSpan> TimeOfAsync(Task whole, long started)
    {
        await whole;
        return clock.GetElapsedTime(started);
    }

    private void Remember(VisitorQuestion question, Draft draft)
    {
        if (!draft.IsEmptyHanded)
            sittings.Add(question.Sitting, new SittingTurn(question.Text, draft.Text));
    }

    private static string MethodOf(BegunDraft draft) => draft.Growing is null ? Draft.ByRules : Draft.ByModel;

    private void Tell(VisitorQuestion question, VisitorAnswer answer)
    {
        var (description, choice) = (answer.Description, answer.Choice);
        var overhead = answer.Took > answer.SlowerPart ? answer.Took - answer.SlowerPart : TimeSpan.Zero;
        meter.Drafted(answer.DraftTook, MethodOf(answer.Draft));
        meter.Answered(answer.Took, overhead);
        meter.Toned(answer.ToneTook, choice.Tone.WireName);
        if (description.Text is { } text)
        {
            log.VisitDescribed(question.Id, VisitorText.Count(text), DescriptionFingerprint.Of(text));
            log.VisitDescriptionText(question.Id, text);
        }
        else if (question.MayBeDescribed && description.Reason != DescriptionReasons.NoDescriber)
        {
            log.VisitWithoutDescription(question.Id, description.Reason, choice.Tone.WireName);
        }

        log.VisitAnswered(question.Id, choice.Tone.WireName, VisitorAnswer.SourceName(choice.Source), description.Reason,
            Milliseconds(description.Took), Milliseconds(answer.DraftTook), MethodOf(answer.Draft), Milliseconds(answer.ToneTook),
            Milliseconds(answer.Took), Milliseconds(overhead));
    }

    private static double Milliseconds(TimeSpan time) => Math.Round(time.TotalMilliseconds, 2);
}
