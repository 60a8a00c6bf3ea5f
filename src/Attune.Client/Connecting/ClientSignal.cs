namespace Attune.Client.Connecting;

/// <summary>What moves the state machine.</summary>
internal enum ClientSignal
{
    Connect,

    /// <summary>Acknowledged on the best transport.</summary>
    Acked,

    /// <summary>Acknowledged on a fallback transport.</summary>
    AckedByFallback,

    Lost,

    /// <summary>The server will not have this client, and the same would happen again.</summary>
    Refused,

    Suspend,

    Resume,

    Close,
}
