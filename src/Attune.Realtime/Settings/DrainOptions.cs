using System.ComponentModel.DataAnnotations;

namespace Attune.Realtime.Settings;

/// <summary>How connections are sent away when the server drains or stops, section <c>Realtime:Drain</c>.</summary>
internal sealed class DrainOptions
{
    /// <summary>Most groups that the connections are sent away in.</summary>
    [Range(1, 100)]
    public int Waves { get; set; } = 10;

    /// <summary>Connections that are worth a wave of their own; fewer go together.</summary>
    [Range(1, 1_000_000)]
    public int ConnectionsPerWave { get; set; } = 100;

    /// <summary>Time over which the waves are spread, milliseconds. The server's whole stop takes at most ten seconds.</summary>
    [Range(0, 5000)]
    public int SpreadMilliseconds { get; set; } = 3000;

    /// <summary>Time between the goodbye and the close, milliseconds: what is on its way still arrives.</summary>
    [Range(0, 1000)]
    public int FlushMilliseconds { get; set; } = 200;

    /// <summary>Clients are asked to come back not before this time, milliseconds.</summary>
    [Range(0, 60_000)]
    public int ReconnectMinMilliseconds { get; set; }

    /// <summary>Clients are asked to come back within this time at the latest, milliseconds.</summary>
    [Range(1000, 600_000)]
    public int ReconnectMaxMilliseconds { get; set; } = 15_000;

    /// <summary>
    /// Clients that should come back per second: few are asked to come back sooner, at most within a second, than many.
    /// </summary>
    [Range(1, 100_000)]
    public int ReconnectsPerSecond { get; set; } = 1000;
}
