using System.ComponentModel.DataAnnotations;

namespace Attune.Realtime.Settings;

/// <summary>
/// What one principal or one organisation may use, sections <c>Realtime:Admission:Principal</c> and <c>Organisation</c>.
/// 0 means without limit.
/// </summary>
internal sealed class ScopeLimitOptions
{
    /// <summary>Connections open at once, held HTTP requests included.</summary>
    [Range(0, 10_000_000)]
    public int MaxConnections { get; set; }

    /// <summary>Topics followed at once, counted once for each connection.</summary>
    [Range(0, 1_000_000_000)]
    public long MaxSubscriptions { get; set; }

    /// <summary>New connections per second; polls that go on with a cursor are none.</summary>
    [Range(0, 1_000_000)]
    public double HandshakesPerSecond { get; set; }

    /// <summary>Events published by clients per second.</summary>
    [Range(0, 10_000_000)]
    public double PublishesPerSecond { get; set; }

    /// <summary>Appends to AI streams by clients per second.</summary>
    [Range(0, 10_000_000)]
    public double AppendsPerSecond { get; set; }
}
