namespace Attune.Realtime.AiStreams;

/// <summary>Where in its life an AI stream is.</summary>
public enum AiStreamState
{
    /// <summary>It is being written.</summary>
    Open,

    /// <summary>Its producer has written all of it.</summary>
    Complete,

    /// <summary>It was stopped on request; what was written stays.</summary>
    Cancelled,

    /// <summary>Its producer could not finish it.</summary>
    Failed,

    /// <summary>Its producer has gone; the next append, of whoever has the right, opens it again.</summary>
    Orphaned,
}
