using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Attune.Realtime.Settings;

/// <summary>How many are let in and how fast they may go, section <c>Realtime:Admission</c>.</summary>
internal sealed class AdmissionOptions
{
    /// <summary>So many seconds' worth of a rate may be used at once by who was quiet before.</summary>
    [Range(0.1, 60)]
    public double BurstSeconds { get; set; } = 2;

    /// <summary>
    /// Principals, and organisations, whose use is remembered at once. Beyond it those that came last share one account.
    /// </summary>
    [Range(100, 10_000_000)]
    public int MaxAccounts { get; set; } = 100_000;

    /// <summary>One connection.</summary>
    [ValidateObjectMembers]
    public ConnectionLimitOptions Connection { get; set; } = new();

    /// <summary>All connections and requests of one principal.</summary>
    [ValidateObjectMembers]
    public ScopeLimitOptions Principal { get; set; } = new();

    /// <summary>All connections and requests of one organisation.</summary>
    [ValidateObjectMembers]
    public ScopeLimitOptions Organisation { get; set; } = new();

    /// <summary>This server.</summary>
    [ValidateObjectMembers]
    public ServerLimitOptions Server { get; set; } = new();

    /// <summary>What one connection may publish per second at most; null for no limit.</summary>
    internal double? FastestPublishes => Lowest(Connection.PublishesPerSecond, Principal.PublishesPerSecond,
        Organisation.PublishesPerSecond, Server.PublishesPerSecond);

    /// <summary>What one connection may append per second at most; null for no limit.</summary>
    internal double? FastestAppends => Lowest(Connection.AppendsPerSecond, Principal.AppendsPerSecond,
        Organisation.AppendsPerSecond, Server.AppendsPerSecond);

    private static double? Lowest(params ReadOnlySpan<double> limits)
    {
        double? lowest = null;
        foreach (var limit in limits)
        {
            if (limit > 0 && (lowest is null || limit < lowest))
                lowest = limit;
        }

        return lowest;
    }
}
