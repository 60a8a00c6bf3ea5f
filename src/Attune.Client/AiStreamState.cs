namespace Attune.Client;

/// <summary>Where an AI stream is in its life.</summary>
public enum AiStreamState
{
    /// <summary>Being written.</summary>
    Open,

    /// <summary>Its producer went away; another may go on. Not an end.</summary>
    Orphaned,

    /// <summary>Finished as intended.</summary>
    Complete,

    /// <summary>Stopped by a viewer or its producer; what is there stays.</summary>
    Cancelled,

    /// <summary>Its producer failed; what is there stays.</summary>
    Failed,
}
