using Attune.Client.Protocol;

namespace Attune.Client.Links;

/// <summary>
/// An acknowledged connection, whatever carries it. It takes verbs and gives frames; those that a transport lacks it makes
/// from what the transport has, so that nobody above asks which one is in use.
/// </summary>
internal interface ILink : IAsyncDisposable
{
    TransportKind Kind { get; }

    /// <summary>False where text of an AI stream is answered only at its end.</summary>
    bool AnswersAppends { get; }

    /// <summary>What the topics began with.</summary>
    IReadOnlyList<TopicStart> Greeted { get; }

    /// <summary>Frames that came while it was opened: the ack, and topics that were refused.</summary>
    IReadOnlyList<ServerFrame> Greeting { get; }

    /// <summary>When something came last, as a timestamp of the client's clock.</summary>
    long LastHeard { get; }

    /// <summary>A token for what was delivered of a topic that was followed from this start; null where there is none.</summary>
    string? TokenOf(TopicStart start);

    /// <summary>Sends a verb. Never waits; what cannot be sent is told by the end of the connection.</summary>
    void Post(long reference, Verb verb);

    /// <summary>Hands on what comes, in order, until the end, which it tells.</summary>
    Task<LinkEnd> RunAsync(Action<ServerFrame> receive, CancellationToken cancellation);
}
