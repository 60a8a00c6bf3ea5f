using System.ClientModel;
using System.ClientModel.Primitives;
using System.Runtime.CompilerServices;
using Attune.Inference.Answers;
using Attune.Inference.Endpoints;
using Attune.Inference.Settings;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using OpenAI;
using OpenAI.Chat;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;

namespace Attune.Inference.Wire;

/// <summary>
/// Asks one endpoint once. The only class that drives the vendor's package, which is loaded with its first use.
/// </summary>
internal sealed class EndpointWire(EndpointTransport transport, IOptions<InferenceOptions> options)
{
    /// <summary>The package insists on a key; servers that need none ignore this one.</summary>
    private const string NoKey = "none";

    /// <summary>Sends the request and reads the answer as it comes. Time-outs are the caller's.</summary>
    /// <exception cref="EndpointException">The endpoint answered in a way that is understood to be a failure.</exception>
    public async IAsyncEnumerable<AnswerPiece> AskAsync(
        EndpointDefinition endpoint, IReadOnlyList<ChatMessage> messages, ChatOptions? chat,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var handler = new AnswerHandler(transport.For(endpoint.Address), endpoint, options.Value.MaxLineBytes);
        using var http = new HttpClient(handler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
        using var pipeline = new HttpClientPipelineTransport(http);
        var client = new ChatClient(endpoint.Model, new ApiKeyCredential(endpoint.Key?.Value ?? NoKey), new OpenAIClientOptions
        {
            Endpoint = endpoint.Address,
            Transport = pipeline,
            // The pool decides what is tried again and when it has taken too long.
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            NetworkTimeout = Timeout.InfiniteTimeSpan,
        });
        var isFinished = false;
        await foreach (var update in client.CompleteChatStreamingAsync(
            ChatMapping.ToWire(messages), ChatMapping.ToWire(chat, endpoint.Address), cancellation))
        {
            isFinished |= update.FinishReason is not null;
            yield return new AnswerPiece(
                string.Concat(update.ContentUpdate.Select(part => part.Text)), NameOf(update.FinishReason));
        }

        RequireEnd(handler.Lines, isFinished);
    }

    private static void RequireEnd(EventLines lines, bool isFinished)
    {
        if (isFinished || lines.IsDone)
            return;
        throw new EndpointException(lines.HasData
            ? AnswerFailures.Interrupted("The endpoint closed the connection before it said that the answer is whole.")
            : AnswerFailures.NotCompatible("It sent an event stream without any data."));
    }

    private static string? NameOf(OpenAI.Chat.ChatFinishReason? reason) => reason switch
    {
        null => null,
        OpenAI.Chat.ChatFinishReason.Length => "length",
        OpenAI.Chat.ChatFinishReason.ContentFilter => "content_filter",
        _ => "stop",
    };
}
