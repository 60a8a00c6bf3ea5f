namespace Attune.Contracts.Errors;

/// <summary>What a client does after the connection was closed.</summary>
public enum ClosingReaction
{
    /// <summary>Reconnect at once and resume from the last position.</summary>
    ReconnectAtOnce,

    /// <summary>Reconnect after exponential back-off and resume from the last position.</summary>
    ReconnectAfterBackOff,

    /// <summary>Do not reconnect: the same would happen again.</summary>
    DoNotReconnect,
}
