namespace Attune.Realtime.Transports.WebSockets;

/// <summary>What came from a client.</summary>
internal enum MessageKind
{
    Text,
    Binary,

    /// <summary>A message above the limit; it was skipped.</summary>
    TooLarge,

    /// <summary>A compressed message that grows beyond the ratio allowed; it was given up.</summary>
    Swollen,
    Ping,
    Pong,
    Close,

    /// <summary>The stream ended without a close.</summary>
    End,

    /// <summary>The bytes break RFC 6455; the connection must be closed with the code.</summary>
    Failed,
}
