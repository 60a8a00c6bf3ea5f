namespace Attune.Companion.Replies;

/// <summary>Where in its life a reply is.</summary>
internal enum ReplyState
{
    /// <summary>It waits for a node to take it.</summary>
    Queued,

    /// <summary>A node holds its lease and writes it.</summary>
    Running,

    /// <summary>All of it is written.</summary>
    Complete,

    /// <summary>It was stopped on request; what was written stays.</summary>
    Cancelled,

    /// <summary>It could not be finished.</summary>
    Failed,
}
