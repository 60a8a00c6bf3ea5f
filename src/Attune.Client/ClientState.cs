namespace Attune.Client;

/// <summary>Where a connection is in its life; the same machine as that of the TypeScript client.</summary>
public enum ClientState
{
    /// <summary>Not asked to connect yet.</summary>
    Idle,

    /// <summary>On the way to the first acknowledgement.</summary>
    Connecting,

    /// <summary>Acknowledged on the best transport; events arrive.</summary>
    Live,

    /// <summary>Was live, lost the server, is on the way back to the same positions.</summary>
    Resuming,

    /// <summary>As live, over a fallback transport; the best one is probed.</summary>
    Degraded,

    /// <summary>
    /// Disconnected because the application wants it so; everything is kept for <see cref="AttuneClient.Resume"/>.
    /// </summary>
    Suspended,

    /// <summary>Closed by the application, or refused for good by the server.</summary>
    Closed,
}
