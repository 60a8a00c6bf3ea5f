using Attune.Companion.Conversations.Messages;
using Attune.Companion.Guide;
using Attune.Companion.Guide.Answers;
using Attune.Companion.Replies;
using Attune.Companion.Replies.Writing;
using Attune.Contracts.Guide;
using Attune.Inference;
using Attune.Realtime.AiStreams;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Attune.Companion.Conversations.Models;

/// <summary>
/// Lets a model write one reply into its stream as the text comes. The stream is what counts: after a crash the reply goes on
/// from what it holds. When no model answers, the rules do; when one stops in the middle, what was written stays and the reply
/// ends as failed, so that it can be tried again.
/// </summary>
internal sealed class WriteModelReply(
    ConversationTurns turns, AnswerFromDocuments documents, ModelAnswer model, AnswerByRules rules, ReplyWriter writer,
    ReplyTable replies, ReplySettlement settlement, ReplyStops stops, IAiStreams streams,
    IOptions<ConversationOptions> options, TimeProvider clock, ILogger<WriteModelReply> log)
{
    /// <exception cref="OperationCanceledException">The server stops; the reply goes on at the next start.</exception>
    public async Task RunAsync(Reply reply, CancellationToken stopping)
    {
        var stream = new AiStreamName(reply.Organisation, reply.StreamId);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        using var viewersStop = streams.OnStop(stream, stop.Cancel);
        using var callersStop = stops.Register(reply.Id, stop.Cancel);
        // A wish to stop that was stored, or an erasure that was made, before this writer could be told.
        if (replies.Find(reply.Organisation, reply.Owner, reply.Id) is not { StopRequested: false })
            await stop.CancelAsync();
        var text = await ModelReplyText.OpenAsync(stream, streams, clock, stopping);
        if (text.StopRequested)
            await stop.CancelAsync();
        if (text.Ended is not null)
            settlement.Finish(reply, text.Ended.Value, Written(reply, text));
        else
            await WriteAsync(reply, text, stop.Token, stopping);
    }

    private async Task WriteAsync(Reply reply, ModelReplyText text, CancellationToken stop, CancellationToken stopping)
    {
        try
        {
            if (await PassagesAsync(reply, stop) is not var (soFar, passages))
            {
                // Whoever erases it waits until none of its replies is being written, and nobody else ends this one.
                await EndAsync(reply, text, AiStreamState.Cancelled, stopping);
                return;
            }

            reply = reply with { Citations = passages };
            var prompt = ModelPrompt.Of(soFar, reply.Language, passages, reply.Id, options.Value.MaxPromptCharacters);
            var pieces = model.RestAsync(prompt, text.Value, () => prompt.Continue(text.Value, reply.Language),
                () => log.ModelDiverged(reply.Id), stop);
            var author = reply.Model;
            await foreach (var piece in pieces)
            {
                if (piece.Model != author)
                    replies.StoreModel(reply, author = piece.Model, passages);
                // Not cancelled by a stop: what readers may have seen must be known.
                if (!await text.AppendAsync(piece.Text, stopping))
                    break;
            }

            await EndAsync(reply, text, AiStreamState.Complete, stopping);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested && !stopping.IsCancellationRequested)
        {
            await EndAsync(reply, text, AiStreamState.Cancelled, stopping);
        }
        catch (ModelUnavailableException error) when (text.Value.Length == 0)
        {
            // The code only: an endpoint may repeat in its message what it was asked.
            log.ModelUnavailable(reply.Id, error.Code);
            if (await rules.RunAsync(reply, fallback: true, stopping) is { } composed)
                await writer.StartAsync(composed, stopping);
        }
        catch (Exception error) when (error is ModelUnavailableException or ModelInterruptedException or IOException)
        {
            log.ModelInterrupted(reply.Id, CodeOf(error));
            await EndAsync(reply, text, AiStreamState.Failed, stopping);
        }
    }

    /// <summary>
    /// The conversation and the passages that the model may cite. They are fixed before the first piece: a reply that goes on
    /// after a crash must not find its numbers pointing elsewhere.
    /// </summary>
    /// <returns>Null when the conversation is gone.</returns>
    private async Task<(ConversationSoFar SoFar, IReadOnlyList<Citation> Passages)?> PassagesAsync(
        Reply reply, CancellationToken cancellation)
    {
        if (await turns.ReadAsync(reply, cancellation) is not { } soFar)
            return null;
        if (reply.Method == Reply.ModelMethod)
            return (soFar, reply.Citations);
        var (answer, found) = await documents.RunAsync(
            reply.Organisation, QuestionPart.Of(reply.Question), reply.Language, cancellation);
        var isGuide = soFar.Conversation.Persona.Kind == Personas.PersonaKind.Guide;
        IReadOnlyList<Citation> passages = isGuide || answer.Found
            ? [.. found.Select((passage, i) => passage.ForModel(i + 1))]
            : [];
        replies.StoreModel(reply, reply.Model, passages);
        return (soFar, passages);
    }

    private async Task EndAsync(Reply reply, ModelReplyText text, AiStreamState state, CancellationToken cancellation) =>
        settlement.Finish(reply, await text.EndAsync(state, cancellation), Written(reply, text));

    private static string CodeOf(Exception error) => error switch
    {
        ModelUnavailableException unavailable => unavailable.Code,
        ModelInterruptedException interrupted => interrupted.Code,
        _ => error.Message,
    };

    /// <summary>Settles a reply that could not be written, whatever the reason; what was written stays.</summary>
    public async Task GiveUpAsync(Reply reply, CancellationToken cancellation)
    {
        var text = await ModelReplyText.OpenAsync(
            new AiStreamName(reply.Organisation, reply.StreamId), streams, clock, cancellation);
        await EndAsync(reply, text, AiStreamState.Failed, cancellation);
    }

    /// <summary>What was written, with those passages whose numbers stand in it.</summary>
    private static ComposedAnswer Written(Reply reply, ModelReplyText text)
    {
        var cited = CitedPassages.In(text.Value, reply.Citations);
        return new ComposedAnswer(cited.Count > 0, text.Value, cited);
    }
}
