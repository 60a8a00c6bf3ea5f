namespace Attune.Realtime.Subscriptions;

/// <summary>What a reader that comes back with a position finds of a topic.</summary>
internal enum RecoveryOutcome
{
    /// <summary>Nothing was missed.</summary>
    Current,

    /// <summary>The first event that it missed is in memory.</summary>
    Ring,

    /// <summary>The first event that it missed is read from the log.</summary>
    Log,

    /// <summary>Some of what it missed is gone; it is told.</summary>
    Gap,

    /// <summary>It has seen events that no longer exist; it is told.</summary>
    Rewind,
}
