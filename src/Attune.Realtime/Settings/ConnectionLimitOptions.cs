using System.ComponentModel.DataAnnotations;

namespace Attune.Realtime.Settings;

/// <summary>What one connection may use, section <c>Realtime:Admission:Connection</c>. 0 means without limit.</summary>
internal sealed class ConnectionLimitOptions
{
    /// <summary>Events published per second.</summary>
    [Range(0, 10_000_000)]
    public double PublishesPerSecond { get; set; }

    /// <summary>Appends to AI streams per second.</summary>
    [Range(0, 10_000_000)]
    public double AppendsPerSecond { get; set; }
}
