using Attune.Client.Protocol;

namespace Attune.Client.Connecting;

/// <summary>A call that waits for its answer.</summary>
internal sealed class PendingVerb(long reference, Verb verb)
{
    public long Reference { get; } = reference;

    public Verb Verb { get; } = verb;

    public TaskCompletionSource<ServerFrame> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>When it went out first, as a timestamp; null while it has not.</summary>
    public long? SentAt { get; set; }
}
