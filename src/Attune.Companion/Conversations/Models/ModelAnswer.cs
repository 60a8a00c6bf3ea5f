using System.Runtime.CompilerServices;
using System.Text;
using Attune.Inference;
using Microsoft.Extensions.AI;

namespace Attune.Companion.Conversations.Models;

/// <summary>
/// The text of a model, from where a reply stands. After an interruption the model is asked the same again: what it repeats is
/// compared with what readers already have, and only the rest is passed on. One that begins differently is asked to continue.
/// </summary>
internal sealed class ModelAnswer(IChatClient client)
{
    /// <param name="prompt">What is asked.</param>
    /// <param name="written">What readers have already; empty at the beginning.</param>
    /// <param name="continued">How to ask for the rest of an answer.</param>
    /// <param name="onDiverged">Called when the model has begun differently.</param>
    /// <param name="cancellation">Stops the model.</param>
    /// <exception cref="ModelUnavailableException">No endpoint answered; no piece was passed on.</exception>
    /// <exception cref="ModelInterruptedException">The endpoint stopped in the middle.</exception>
    public async IAsyncEnumerable<ModelPiece> RestAsync(
        ModelPrompt prompt, string written, Func<ModelPrompt> continued, Action onDiverged,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        var repeated = new StringBuilder();
        await foreach (var piece in AskAsync(prompt, new WholeCharacters(), cancellation))
        {
            if (repeated.Length >= written.Length)
            {
                yield return piece;
                continue;
            }

            repeated.Append(piece.Text);
            var known = repeated.ToString();
            if (!known.StartsWith(written, StringComparison.Ordinal) && !written.StartsWith(known, StringComparison.Ordinal))
                break;
            if (known.Length > written.Length)
                yield return piece with { Text = known[written.Length..] };
        }

        if (written.Length == 0 || repeated.ToString().StartsWith(written, StringComparison.Ordinal))
            yield break;
        onDiverged();
        await foreach (var piece in AskAsync(continued(), new WholeCharacters(goesOn: true), cancellation))
            yield return piece;
    }

    private async IAsyncEnumerable<ModelPiece> AskAsync(
        ModelPrompt prompt, WholeCharacters characters, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var options = new ChatOptions { Seed = prompt.Seed };
        var thoughts = new HiddenThoughts();
        var isEmpty = true;
        await foreach (var update in client.GetStreamingResponseAsync(prompt.Messages, options, cancellation))
        {
            if (characters.Take(thoughts.Take(update.Text)) is not { Length: > 0 } text)
                continue;
            isEmpty = false;
            yield return new ModelPiece(text, update.AuthorName ?? update.ModelId ?? "");
        }

        if (isEmpty)
            throw new ModelUnavailableException("model_empty", "The model answered nothing that can be shown.");
    }
}
