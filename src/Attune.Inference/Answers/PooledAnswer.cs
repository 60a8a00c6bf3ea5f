using Microsoft.Extensions.AI;

namespace Attune.Inference.Answers;

/// <summary>An answer whose first piece has come: from here on it belongs to one endpoint.</summary>
internal sealed class PooledAnswer(
    ModelEndpoint endpoint, BreakerPass pass, AnswerReader reader, string first, string id) : IAsyncDisposable
{
    private bool _isSettled;

    public string First => first;

    /// <summary>Waits for the next piece; null at the end.</summary>
    /// <exception cref="ModelInterruptedException">The endpoint failed in the middle.</exception>
    public async ValueTask<string?> NextAsync()
    {
        try
        {
            var text = await reader.NextAsync();
            if (text is null)
                await SettleAsync();
            return text;
        }
        catch (EndpointException error)
        {
            _isSettled = true;
            await endpoint.FailAsync(pass, error);
            throw new ModelInterruptedException(
                error.Failure.Code, $"{endpoint.Definition.Name}: {error.Failure.Title} {error.Failure.Detail}", error);
        }
    }

    public ChatResponseUpdate ToUpdate(string text) => new(ChatRole.Assistant, text)
    {
        AuthorName = endpoint.Definition.Name,
        ModelId = endpoint.Definition.Model,
        ResponseId = id,
        MessageId = id,
        AdditionalProperties = new AdditionalPropertiesDictionary { [EndpointPool.EndpointProperty] = endpoint.Definition.Id },
    };

    /// <summary>The last update: why the answer ends.</summary>
    public ChatResponseUpdate ToEnd()
    {
        var end = ToUpdate("");
        end.Contents.Clear();
        end.FinishReason = new ChatFinishReason(reader.Finish ?? "stop");
        return end;
    }

    /// <summary>Leaving in the middle of an answer is the caller's choice and no fault of the endpoint.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_isSettled)
            await SettleAsync();
        await reader.DisposeAsync();
    }

    private async Task SettleAsync()
    {
        _isSettled = true;
        await endpoint.SucceedAsync(pass);
    }
}
