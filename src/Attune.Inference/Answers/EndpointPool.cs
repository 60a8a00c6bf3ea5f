using System.Runtime.CompilerServices;
using Attune.Foundation.Failures;
using Attune.Foundation.Hosting;
using Attune.Inference.Endpoints;
using Attune.Inference.Settings;
using Attune.Inference.Wire;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace Attune.Inference.Answers;

/// <summary>
/// All connected endpoints as one chat client: asks them in order until one has sent a first piece, and stays with that one.
/// Text is never joined from two endpoints.
/// </summary>
internal sealed class EndpointPool(
    EndpointDirectory directory, EndpointWire wire, IOptions<InferenceOptions> options, TimeProvider clock, Ids ids,
    InferenceMeter meter) : IChatClient
{
    /// <summary>The property of an update that holds the id of the endpoint that wrote it.</summary>
    public const string EndpointProperty = "endpoint";

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        await GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var answer = await OpenAsync([.. messages], options, cancellationToken);
        for (var text = answer.First; text is not null; text = await answer.NextAsync())
            yield return answer.ToUpdate(text);
        yield return answer.ToEnd();
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    /// <summary>The pool lives as long as the server.</summary>
    public void Dispose()
    {
    }

    private async Task<PooledAnswer> OpenAsync(
        IReadOnlyList<ChatMessage> messages, ChatOptions? chat, CancellationToken cancellation)
    {
        var failures = new List<string>();
        Failure last = AnswerFailures.NotConnected;
        Exception? cause = null;
        foreach (var endpoint in directory.Of(EndpointDirectory.LocalOrganisation).Where(one => one.Definition.Enabled))
        {
            cancellation.ThrowIfCancellationRequested();
            if (await endpoint.EnterAsync() is not { } pass)
            {
                last = AnswerFailures.Paused;
            }
            else
            {
                try
                {
                    return await BeginAsync(endpoint, pass, messages, chat, cancellation);
                }
                catch (EndpointException error)
                {
                    (last, cause) = (error.Failure, error);
                }
            }

            failures.Add($"{endpoint.Definition.Name}: {last.Title} {last.Detail}");
        }

        throw new ModelUnavailableException(last.Code,
            failures.Count == 0 ? last.Detail : $"No model answered. {string.Join(' ', failures)}", cause);
    }

    /// <summary>Asks one endpoint and waits for its first piece.</summary>
    /// <exception cref="EndpointException">It failed before.</exception>
    private async Task<PooledAnswer> BeginAsync(
        ModelEndpoint endpoint, BreakerPass pass, IReadOnlyList<ChatMessage> messages, ChatOptions? chat,
        CancellationToken cancellation)
    {
        var definition = endpoint.Definition;
        var started = clock.GetTimestamp();
        var reader = new AnswerReader(
            token => wire.AskAsync(definition, messages, chat, token), options.Value, clock, cancellation);
        try
        {
            // A reader never ends without having had a text.
            var first = (await reader.NextAsync())!;
            meter.FirstPiece(definition, clock.GetElapsedTime(started));
            return new PooledAnswer(endpoint, pass, reader, first, ids.NewText());
        }
        catch (EndpointException error)
        {
            await reader.DisposeAsync();
            await endpoint.FailAsync(pass, error);
            throw;
        }
        catch
        {
            // The caller left, or a request that cannot be sent: nothing is known of the endpoint.
            await reader.DisposeAsync();
            await pass.GiveUpAsync();
            throw;
        }
    }
}
