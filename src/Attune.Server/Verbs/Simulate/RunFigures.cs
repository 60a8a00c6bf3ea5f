namespace Attune.Server.Verbs.Simulate;

/// <summary>What happened in a run, or in several together.</summary>
internal sealed record RunFigures
{
    /// <summary>Events in the log.</summary>
    public long Events { get; init; }

    /// <summary>Events that subscribers received.</summary>
    public long Deliveries { get; init; }

    /// <summary>How often the server was killed.</summary>
    public long Kills { get; init; }

    /// <summary>How often a subscriber or viewer connected again.</summary>
    public long Reconnects { get; init; }

    /// <summary>How many of these were by another transport than before.</summary>
    public long Switches { get; init; }

    /// <summary>Gaps that were told to readers that were behind.</summary>
    public long Skips { get; init; }

    /// <summary>How often the disk was full for a while.</summary>
    public long FullDisks { get; init; }

    /// <summary>Faults that were put in on purpose.</summary>
    public long Planted { get; init; }

    public static RunFigures operator +(RunFigures a, RunFigures b) => new()
    {
        Events = a.Events + b.Events,
        Deliveries = a.Deliveries + b.Deliveries,
        Kills = a.Kills + b.Kills,
        Reconnects = a.Reconnects + b.Reconnects,
        Switches = a.Switches + b.Switches,
        Skips = a.Skips + b.Skips,
        FullDisks = a.FullDisks + b.FullDisks,
        Planted = a.Planted + b.Planted,
    };
}
