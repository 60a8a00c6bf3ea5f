namespace Attune.Server.Verbs.Simulate.Checking;

/// <summary>Something that a subscriber saw, in the order in which it saw it.</summary>
internal abstract record Observation
{
    /// <summary>The log does not have them any more.</summary>
    public const string Trimmed = "trimmed";

    /// <summary>Newer events of the same keys follow.</summary>
    public const string Conflated = "conflated";

    /// <summary>The reader was behind and goes on near the newest event.</summary>
    public const string Dropped = "dropped";

    private Observation()
    {
    }

    /// <summary>A connection was acknowledged.</summary>
    /// <param name="Merged">Topics that were resumed together by the handshake: their events come in one common order.</param>
    /// <param name="Newest">The newest event of each topic then, where the server tells; what is older was asked for.</param>
    public sealed record Connected(IReadOnlySet<string> Merged, IReadOnlyDictionary<string, long>? Newest = null) : Observation;

    /// <summary>It follows a topic from here on; everything after the position must come.</summary>
    public sealed record Started(string Topic, long After) : Observation;

    /// <summary>An event came.</summary>
    public sealed record Delivered(LogEvent Event) : Observation;

    /// <summary>It was told that events from one seq to another, both included, do not come.</summary>
    /// <param name="Topic">Of which topic.</param>
    /// <param name="From">The first seq.</param>
    /// <param name="To">The last seq.</param>
    /// <param name="Reason">Why, in the word of the protocol.</param>
    /// <param name="Missed">How many events that are; null when it was not told.</param>
    public sealed record GapTold(string Topic, long From, long To, string Reason = Trimmed, long? Missed = null) : Observation;

    /// <summary>It was told that events after this seq, which it has seen, no longer exist.</summary>
    public sealed record Rewound(string Topic, long To) : Observation;
}
