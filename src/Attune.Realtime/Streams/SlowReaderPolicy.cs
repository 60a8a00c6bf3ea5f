namespace Attune.Realtime.Streams;

/// <summary>What happens to a reader that takes a topic's events more slowly than they come.</summary>
internal enum SlowReaderPolicy
{
    /// <summary>It gets everything later, from memory or from the log.</summary>
    Catchup,

    /// <summary>It gets only the newest event of each key of what it has not got; what was skipped is told.</summary>
    Conflate,

    /// <summary>It goes on near the newest event; what was skipped is told.</summary>
    Drop,

    /// <summary>Its connection is closed with a code that lets it come back and resume.</summary>
    Disconnect,
}
