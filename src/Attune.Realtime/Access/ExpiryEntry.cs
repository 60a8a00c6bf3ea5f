using Attune.Realtime.Sessions;

namespace Attune.Realtime.Access;

/// <summary>A connection's place in the wheel of expiring callers; only connections with an end have one.</summary>
internal sealed class ExpiryEntry(Connection connection)
{
    public Connection Connection { get; } = connection;

    /// <summary>The second since 1970 at which it is due.</summary>
    public long DueAt { get; init; }

    public ExpiryEntry? Next { get; set; }

    public ExpiryEntry? Previous { get; set; }
}
