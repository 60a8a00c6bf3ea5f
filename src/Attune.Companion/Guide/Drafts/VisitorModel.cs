using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Attune.Companion.Conversations.Models;
using Attune.Companion.Guide.Visits;
using Attune.Contracts.Guide;
using Attune.Inference;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace Attune.Companion.Guide.Drafts;

/// <summary>Lets a language model understand a question and write an answer, and looks at both before they are used.</summary>
internal sealed class VisitorModel(
    IChatClient client, IModelAvailability models, IOptions<GuideOptions> options, TimeProvider clock)
{
    private const float AnswerTemperature = 0.7f;
    private const float RewriteTemperature = 0.3f;
    private const int ShortestRewriting = 4;

    /// <summary>True when there is one to ask.</summary>
    public bool IsConfigured => models.IsConfigured;

    /// <summary>The question, written so that it is understood alone.</summary>
    /// <returns>Null when the model gives nothing of use in time; then the rules understand it.</returns>
    public async Task<string?> RewriteAsync(
        VisitorQuestion question, IReadOnlyList<SittingTurn> turns, CancellationToken cancellation)
    {
        using var timer = new CancellationTokenSource(TimeSpan.FromSeconds(options.Value.RewriteSeconds), clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timer.Token);
        try
        {
            var (text, _) = await AskAsync(
                DraftPrompt.Rewrite(question, turns), RewriteTemperature, question.Text, either.Token);
            var line = VisitorText.Clean(text.Split('\n')[0], VisitorText.LongestQuestion);
            return line.Length >= ShortestRewriting && DraftCheck.IsSayable(line, question.Language) ? line : null;
        }
        catch (Exception error) when (error is ModelUnavailableException or ModelInterruptedException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>An answer of the model as it writes it.</summary>
    /// <param name="question">The question.</param>
    /// <param name="turns">What was said before, oldest first.</param>
    /// <param name="passages">Numbered passages.</param>
    /// <param name="searchedFor">The question as it was understood; null when as it was asked.</param>
    /// <param name="cancellation">Ends the request.</param>
    /// <exception cref="ModelUnavailableException">No endpoint answered.</exception>
    /// <exception cref="ModelInterruptedException">The endpoint stopped in the middle.</exception>
    public IAsyncEnumerable<(string Text, string? Model)> ReadAsync(
        VisitorQuestion question, IReadOnlyList<SittingTurn> turns, IReadOnlyList<Citation> passages, string? searchedFor,
        CancellationToken cancellation) =>
        ReadAsync(DraftPrompt.Answer(question, turns, passages, searchedFor), AnswerTemperature, question.Text, cancellation);

    /// <summary>An answer of the model where the documents cannot be searched.</summary>
    /// <exception cref="ModelUnavailableException">No endpoint answered.</exception>
    /// <exception cref="ModelInterruptedException">The endpoint stopped in the middle.</exception>
    public Task<(string Text, string? Model)> WriteUngroundedAsync(
        VisitorQuestion question, IReadOnlyList<SittingTurn> turns, CancellationToken cancellation) =>
        AskAsync(DraftPrompt.Answer(question, turns, null, null), AnswerTemperature, question.Text, cancellation);

    /// <summary>Asks so that the endpoint loads its model; what it says is thrown away.</summary>
    /// <exception cref="ModelUnavailableException">No endpoint answered.</exception>
    /// <exception cref="ModelInterruptedException">The endpoint stopped in the middle.</exception>
    public async Task WarmUpAsync(CancellationToken cancellation)
    {
        var chat = new ChatOptions { MaxOutputTokens = 1, Temperature = 0 };
        ChatMessage[] prompt = [new(ChatRole.User, "Say OK.")];
        await foreach (var update in client.GetStreamingResponseAsync(prompt, chat, cancellation))
        {
            if (update.Text.Length > 0)
                return;
        }
    }

    private async Task<(string Text, string? Model)> AskAsync(
        IReadOnlyList<ChatMessage> prompt, float temperature, string seed, CancellationToken cancellation)
    {
        var text = new StringBuilder();
        string? model = null;
        await foreach (var piece in ReadAsync(prompt, temperature, seed, cancellation))
        {
            model ??= piece.Model;
            text.Append(piece.Text);
        }

        return (text.ToString(), model);
    }

    private async IAsyncEnumerable<(string Text, string? Model)> ReadAsync(
        IReadOnlyList<ChatMessage> prompt, float temperature, string seed,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        var chat = new ChatOptions { Temperature = temperature, Seed = SeedOf(seed) };
        var thoughts = new HiddenThoughts();
        var characters = new WholeCharacters();
        await foreach (var update in client.GetStreamingResponseAsync(prompt, chat, cancellation))
            yield return (characters.Take(thoughts.Take(update.Text)), update.AuthorName ?? update.ModelId);
    }

    /// <summary>The same question is asked with the same seed, so that a model that can repeat itself does.</summary>
    private static long SeedOf(string text) =>
        BinaryPrimitives.ReadUInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text))) & int.MaxValue;
}
