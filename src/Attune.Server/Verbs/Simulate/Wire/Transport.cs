namespace Attune.Server.Verbs.Simulate.Wire;

/// <summary>The ways in which a client can receive.</summary>
internal enum Transport
{
    /// <summary>Both directions over one socket.</summary>
    WebSocket,

    /// <summary>Server-Sent Events.</summary>
    EventStream,

    /// <summary>One request after the other, each of which waits for news.</summary>
    LongPoll,
}
