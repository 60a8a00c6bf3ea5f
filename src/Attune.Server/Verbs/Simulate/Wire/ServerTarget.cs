using Attune.Server.Verbs.Processes;

namespace Attune.Server.Verbs.Simulate.Wire;

/// <summary>The server as its clients see it.</summary>
/// <param name="Address">Its HTTP address.</param>
/// <param name="Availability">Open while it can be reached.</param>
internal sealed record ServerTarget(Uri Address, Availability Availability)
{
    /// <summary>The address of the WebSocket.</summary>
    public Uri Stream { get; } = new UriBuilder(Address) { Scheme = "ws", Path = "/v2/realtime/stream" }.Uri;
}
