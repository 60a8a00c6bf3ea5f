using System.Runtime.CompilerServices;
using Attune.Companion.Conversations.Models;
using Attune.Inference;
using Attune.Language;
using Attune.Language.Readability;
using Attune.Language.Sentences;
using Attune.Language.Tones;
using Attune.Language.Tones.Facts;
using Microsoft.Extensions.AI;

namespace Attune.Companion.Tones;

/// <summary>
/// Lets a model say a draft in a tone, sentence by sentence as they come. A sentence that changes a fact is said as the draft has
/// it; when the model fails later than at its first good sentence, the rest is said as drafted. So what is said is always whole,
/// or nothing.
/// </summary>
internal sealed class RewriteByModel(IChatClient client, TimeProvider clock)
{
    /// <summary>More sentences are not sent to a model.</summary>
    private const int MostSentences = 60;

    private const int GrowthFactor = 4;
    private const int GrowthAllowance = 120;

    /// <summary>Low, so that a model says rather than invents.</summary>
    private const float Temperature = 0.5f;

    /// <summary>All pieces in order are the whole draft; there are none when the model has no good sentence for it.</summary>
    /// <param name="draft">The answer to say, or the next part of it.</param>
    /// <param name="limit">How long the model may take for all of it.</param>
    /// <param name="cancellation">The visitor left.</param>
    /// <exception cref="OperationCanceledException">The caller cancelled; nothing else ends an answer early.</exception>
    public async IAsyncEnumerable<TonePiece> RunAsync(
        ToneDraft draft, TimeSpan limit, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var sentences = SentenceSplitter.Split(draft.Text);
        if (sentences.Count is 0 or > MostSentences || draft.Text.Length > ToneRewriter.LongestDraft)
            yield break;

        using var timer = new CancellationTokenSource(limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellation);
        var said = 0;
        await foreach (var (number, text) in LinesAsync(draft, sentences, either.Token, cancellation))
        {
            if (number <= said || number > sentences.Count || (said == 0 && !IsGood(draft, sentences[number - 1], text)))
                continue;
            for (; said < number - 1; said++)
                yield return new TonePiece(AsDrafted(draft, sentences, said), false);
            var sentence = sentences[said];
            yield return IsGood(draft, sentence, text)
                ? new TonePiece(Gap(draft, sentences, said) + text, true)
                : new TonePiece(AsDrafted(draft, sentences, said), false);
            said++;
        }

        if (said == 0)
            yield break;
        for (; said < sentences.Count; said++)
            yield return new TonePiece(AsDrafted(draft, sentences, said), false);
        if (draft.Text[sentences[^1].Span.End..].TrimEnd() is { Length: > 0 } tail)
            yield return new TonePiece(tail, false);
    }

    /// <summary>The lines of the model until it ends, fails or takes too long.</summary>
    private async IAsyncEnumerable<(int Number, string Text)> LinesAsync(
        ToneDraft draft, IReadOnlyList<Sentence> sentences, CancellationToken limited,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        var messages = TonePrompt.For(draft, [.. sentences.Select(sentence => sentence.Span.Of(draft.Text).ToString())]);
        var thoughts = new HiddenThoughts();
        var lines = new ToneLines();
        await using var updates = client.GetStreamingResponseAsync(
            messages, new ChatOptions { Temperature = Temperature }, limited).GetAsyncEnumerator(limited);
        bool? goesOn;
        while ((goesOn = await NextAsync(updates, cancellation)) == true)
        {
            foreach (var line in lines.Take(thoughts.Take(updates.Current.Text)))
                yield return line;
        }

        // Only a model that came to its end has written its last line whole.
        if (goesOn == false && lines.End() is { } last)
            yield return last;
    }

    /// <summary>False at the end; null when the model failed or took too long.</summary>
    private static async ValueTask<bool?> NextAsync(IAsyncEnumerator<ChatResponseUpdate> updates, CancellationToken cancellation)
    {
        try
        {
            return await updates.MoveNextAsync();
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // The model took too long: what it did not say is said without it.
            return null;
        }
        catch (Exception error) when (error is ModelUnavailableException or ModelInterruptedException)
        {
            // The pool has counted and logged it; the answer goes on without the model.
            return null;
        }
    }

    /// <summary>Same facts, no character that only Simplified Chinese writes, not much longer than it was.</summary>
    private static bool IsGood(ToneDraft draft, Sentence sentence, string text)
    {
        var original = sentence.Span.Of(draft.Text).ToString();
        return text.Length <= (GrowthFactor * original.Length) + GrowthAllowance
            && FactCheck.FirstDifference(original, text) is null
            && LanguageDetection.OfDocument(text) == LanguageDetection.OfDocument(original)
            && SimplifiedOnly.CountIn(text) <= SimplifiedOnly.CountIn(original);
    }

    private static string AsDrafted(ToneDraft draft, IReadOnlyList<Sentence> sentences, int index) =>
        Gap(draft, sentences, index) + sentences[index].Span.Of(draft.Text).ToString();

    /// <summary>What stands before a sentence: white space, or the mark of a list.</summary>
    private static string Gap(ToneDraft draft, IReadOnlyList<Sentence> sentences, int index)
    {
        var start = index == 0 ? 0 : sentences[index - 1].Span.End;
        var gap = draft.Text[start..sentences[index].Span.Start];
        return index == 0 ? gap.TrimStart() : gap;
    }
}
