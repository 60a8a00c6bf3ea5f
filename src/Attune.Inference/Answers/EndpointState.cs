namespace Attune.Inference.Answers;

/// <summary>How an endpoint stands.</summary>
internal enum EndpointState
{
    /// <summary>It has not been asked since the start or since it was changed.</summary>
    Unknown,

    /// <summary>Its last answer came whole.</summary>
    Working,

    /// <summary>It failed the last time.</summary>
    Failing,

    /// <summary>It has failed several times in a row and is not asked for a while.</summary>
    Paused,
}
