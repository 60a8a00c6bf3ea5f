namespace Attune.Language.Crisis;

/// <summary>How plainly a text tells of a crisis; no judgement of how great the danger is.</summary>
public enum CrisisSeverity
{
    /// <summary>Words of a crisis near the speaker or somebody they know.</summary>
    Concern,

    /// <summary>It is said, or clearly hinted at.</summary>
    Serious,

    /// <summary>A time, a place or an attempt is named.</summary>
    Acute,
}
