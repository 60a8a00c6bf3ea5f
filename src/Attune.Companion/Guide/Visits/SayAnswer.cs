using System.Runtime.CompilerServices;
using Attune.Companion.Guide.Drafts;
using Attune.Companion.Tones;
using Attune.Language.Tones;
using Microsoft.Extensions.Options;

namespace Attune.Companion.Guide.Visits;

/// <summary>
/// Says an answer in the tone that was decided: by rules when all of it is there, by a model sentence by sentence while it is
/// still being written.
/// </summary>
internal sealed class SayAnswer(ToneVoice voice, RewriteByModel model, IOptions<GuideOptions> options, TimeProvider clock)
{
    /// <summary>True when it is said while it is being written.</summary>
    public bool CanSayEarly(VisitorQuestion question, BegunDraft draft) =>
        // Only a model that writes the answer is asked to say it: one that failed would cost its time-outs again.
        draft.Growing is not null && (!question.ConvertTone || options.Value.ToneByModel);

    /// <summary>All of it at once.</summary>
    /// <param name="question">The question.</param>
    /// <param name="draft">The answer.</param>
    /// <param name="manner">Tone and whatever else the saying depends on; its text is not read.</param>
    public string Whole(VisitorQuestion question, Draft draft, ToneDraft manner) => draft.Kind switch
    {
        _ when !question.ConvertTone => draft.Text,
        DraftKind.NotFound => DraftTexts.NotFound(manner.Language, manner.Tone),
        DraftKind.CannotLookUp => DraftTexts.CannotLookUp(manner.Language, manner.Tone),
        _ => voice.Say(question.Id, manner with { Text = draft.Text }),
    };

    /// <summary>
    /// What is there, then what has come meanwhile, and so on to the end. A model that has no good sentence for the first part is
    /// not asked again: the rules say the whole answer. One that fails later leaves the rest as it was drafted.
    /// </summary>
    /// <param name="question">The question.</param>
    /// <param name="draft">The answer that is being written.</param>
    /// <param name="manner">Tone and whatever else the saying depends on; its text is not read.</param>
    /// <param name="cancellation">The visitor has left.</param>
    public async IAsyncEnumerable<string> EarlyAsync(
        VisitorQuestion question, BegunDraft draft, ToneDraft manner, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var left = TimeSpan.FromSeconds(options.Value.ToneSeconds);
        var converts = question.ConvertTone;
        var isFirst = true;
        while (await draft.Growing!.ReadAsync(cancellation) is { } part)
        {
            var said = 0;
            var started = clock.GetTimestamp();
            if (converts && left > TimeSpan.Zero)
            {
                var gap = part[..^part.TrimStart().Length];
                await foreach (var piece in model.RunAsync(
                    manner with { Text = part[gap.Length..], IsFirst = manner.IsFirst && isFirst }, left, cancellation))
                    yield return said++ == 0 ? gap + piece.Text : piece.Text;
                left -= clock.GetElapsedTime(started);
            }

            if (said == 0 && isFirst && question.ConvertTone)
            {
                foreach (var piece in VisitorAnswer.Pieces(Whole(question, await draft.Whole, manner)))
                    yield return piece;
                yield break;
            }

            if (said == 0)
            {
                converts = false;
                foreach (var piece in VisitorAnswer.Pieces(part))
                    yield return piece;
            }

            isFirst = false;
        }
    }
}
