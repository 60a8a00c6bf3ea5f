namespace Attune.Client;

/// <summary>What an application can show about its connection.</summary>
/// <param name="State">Where the connection is in its life.</param>
/// <param name="Transport">What is in use; null while there is no connection.</param>
/// <param name="Attempts">Failed attempts since it was last stable.</param>
/// <param name="NextAttemptAt">When the next attempt starts; null when none is planned.</param>
/// <param name="LastEnd">Why the last connection ended: a closing name or an error; null before the first end.</param>
/// <param name="Session">The session that the last acknowledgement named.</param>
public sealed record ClientStatus(
    ClientState State,
    TransportKind? Transport = null,
    int Attempts = 0,
    DateTimeOffset? NextAttemptAt = null,
    string? LastEnd = null,
    string? Session = null)
{
    /// <summary>Events arrive and calls are answered.</summary>
    public bool IsConnected => State is ClientState.Live or ClientState.Degraded;
}
