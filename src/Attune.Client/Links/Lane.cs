using Attune.Client.Protocol;

namespace Attune.Client.Links;

/// <summary>One held request of a fallback transport, and the topics that it follows.</summary>
internal sealed class Lane : IDisposable
{
    /// <summary>While nothing is followed: announcements need no right, and are few.</summary>
    private const string Nothing = "announcements=true";

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _over;
    private bool _isDisposed;

    /// <param name="group">What it follows; null for nothing.</param>
    /// <param name="over">The link's end.</param>
    public Lane(TopicGroup? group, CancellationToken over)
    {
        Group = group;
        Token = group?.Token;
        Delivered = group?.Token;
        _over = CancellationTokenSource.CreateLinkedTokenSource(over);
        Over = _over.Token;
    }

    public TopicGroup? Group { get; }

    public IReadOnlyList<TopicStart> Topics => Group?.Topics ?? [];

    /// <summary>Completes with the first answer: positions, or the empty frame of a transport that tells none.</summary>
    public TaskCompletionSource<ServerFrame> Opened { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Stands for everything that was read, which may still wait to be handed on.</summary>
    public string? Token { get; set; }

    /// <summary>Stands for everything that was handed on.</summary>
    public string? Delivered { get; set; }

    /// <summary>The verb that is answered when it opens; null for the lanes of the beginning.</summary>
    public long? Reference { get; init; }

    public CancellationToken Over { get; }

    /// <summary>Ends the request, which may have ended by itself in this moment.</summary>
    public void End()
    {
        lock (_gate)
        {
            // Not here: what is cancelled runs its own code, and this is under locks.
            if (!_isDisposed)
                _ = _over.CancelAsync();
        }
    }

    public void Dispose()
    {
        lock (_gate)
            _isDisposed = true;
        _over.Dispose();
    }

    /// <summary>Topics and position, for an address.</summary>
    public string Query() => Group?.Query(Token) ?? (Token is null ? Nothing : $"{Nothing}&cursor={Uri.EscapeDataString(Token)}");
}
