namespace Attune.Server.Verbs.Describe;

/// <summary>What the stand-in for a describer does when it is asked for a description.</summary>
public enum DescriberMode
{
    /// <summary>Tells one of the pool, drawn anew each time.</summary>
    Random,

    /// <summary>Tells always the same.</summary>
    Fixed,

    /// <summary>Answers 200 with something that is no JSON.</summary>
    InvalidJson,

    /// <summary>Answers without <c>user_description</c>.</summary>
    MissingField,

    /// <summary>Tells an empty description.</summary>
    Empty,

    /// <summary>Takes the request and never answers.</summary>
    Hang,

    /// <summary>Answers 200 with <c>success</c> false.</summary>
    Unsuccessful,
}
