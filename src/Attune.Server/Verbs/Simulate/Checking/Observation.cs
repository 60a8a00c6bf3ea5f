namespace Attune.Server.Verbs.Simulate.Checking;

/// <summary>Something that a subscriber saw, in the order in which it saw it.</summary>
internal abstract record Observation
{
    private Observation()
    {
    }

    /// <summary>A connection was acknowledged.</summary>
    /// <param name="Merged">Topics that were resumed together by the handshake: their events come in one common order.</param>
    public sealed record Connected(IReadOnlySet<string> Merged) : Observation;

    /// <summary>It follows a topic from here on; everything after the position must come.</summary>
    public sealed record Started(string Topic, long After) : Observation;

    /// <summary>An event came.</summary>
    public sealed record Delivered(LogEvent Event) : Observation;

    /// <summary>It was told that events from one seq to another, both included, cannot be had any more.</summary>
    public sealed record GapTold(string Topic, long From, long To) : Observation;

    /// <summary>It was told that events after this seq, which it has seen, no longer exist.</summary>
    public sealed record Rewound(string Topic, long To) : Observation;
}
