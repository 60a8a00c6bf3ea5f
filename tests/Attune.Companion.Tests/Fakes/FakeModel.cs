using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Attune.Inference;
using Microsoft.Extensions.AI;

namespace Attune.Companion.Tests.Fakes;

/// <summary>A model whose answers a test decides, one function for each request.</summary>
internal sealed class FakeModel : IChatClient, IModelAvailability
{
    private readonly ConcurrentQueue<Func<CancellationToken, IAsyncEnumerable<string>>> _answers = new();

    public const string Name = "Fake";

    private readonly TaskCompletionSource _abandoned = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when a request that stays silent is cancelled.</summary>
    public Task Abandoned => _abandoned.Task;

    public bool IsConfigured { get; set; } = true;

    /// <summary>What was asked, request by request.</summary>
    public ConcurrentQueue<(IReadOnlyList<ChatMessage> Messages, ChatOptions? Options)> Requests { get; } = new();

    /// <summary>Answers the next request with these pieces.</summary>
    public FakeModel Says(params string[] pieces) => Answers(_ => pieces.ToAsyncEnumerable());

    /// <summary>Answers the next request with these pieces and then fails.</summary>
    public FakeModel SaysAndFails(Exception error, params string[] pieces) => Answers(_ => ThenThrow(pieces, error));

    /// <summary>Answers the next request with these pieces and then stays silent until it is cancelled.</summary>
    public FakeModel SaysAndHangs(params string[] pieces) => Answers(cancellation => ThenHang(pieces, cancellation));

    /// <summary>Answers the next request with these pieces once something has happened.</summary>
    public FakeModel SaysAfter(Func<Task> happens, params string[] pieces) => Answers(_ => After(happens, pieces));

    /// <summary>Answers the next request with a piece, and with another one once something has happened.</summary>
    public FakeModel SaysInTwo(string first, Func<Task> happens, string then) => Answers(_ => InTwo(first, happens, then));

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Requests.Enqueue(([.. messages], options));
        if (!_answers.TryDequeue(out var answer))
            throw new ModelUnavailableException("model_unreachable", "Nothing is left to say.");
        await foreach (var piece in answer(cancellationToken))
            yield return new ChatResponseUpdate(ChatRole.Assistant, piece) { AuthorName = Name };
    }

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("The product streams.");

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }

    private FakeModel Answers(Func<CancellationToken, IAsyncEnumerable<string>> answer)
    {
        _answers.Enqueue(answer);
        return this;
    }

    private static async IAsyncEnumerable<string> After(Func<Task> happens, string[] pieces)
    {
        await happens();
        foreach (var piece in pieces)
            yield return piece;
    }

    private static async IAsyncEnumerable<string> InTwo(string first, Func<Task> happens, string then)
    {
        yield return first;
        await happens();
        yield return then;
    }

    private static async IAsyncEnumerable<string> ThenThrow(string[] pieces, Exception error)
    {
        await Task.Yield();
        foreach (var piece in pieces)
            yield return piece;
        throw error;
    }

    private async IAsyncEnumerable<string> ThenHang(
        string[] pieces, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var abandoned = cancellation.Register(() => _abandoned.TrySetResult());
        foreach (var piece in pieces)
            yield return piece;
        await Task.Delay(Timeout.Infinite, cancellation);
    }
}
