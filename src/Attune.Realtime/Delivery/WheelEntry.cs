using Attune.Realtime.Sessions;

namespace Attune.Realtime.Delivery;

/// <summary>A connection's place in the timing wheel.</summary>
internal struct WheelEntry
{
    /// <summary>The second at which it is due, 0 when it is in no slot.</summary>
    public long DueAt { get; set; }

    public Connection? Next { get; set; }

    public Connection? Previous { get; set; }
}
