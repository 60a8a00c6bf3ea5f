namespace Attune.Client;

/// <summary>How events come from the server. All of them resume from the same positions.</summary>
public enum TransportKind
{
    /// <summary>Everything in both directions over one connection.</summary>
    WebSocket,

    /// <summary>Events as Server-Sent Events; calls as HTTP requests.</summary>
    EventStream,

    /// <summary>Events by long polls, which pass any proxy; calls as HTTP requests.</summary>
    LongPoll,
}
