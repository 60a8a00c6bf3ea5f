namespace RealtimeLoad.Systems;

/// <summary>How the connections of a scenario share topics.</summary>
internal enum Audience
{
    /// <summary>All of them follow one topic.</summary>
    Everyone,

    /// <summary>Each follows one of many topics.</summary>
    Many,

    /// <summary>Each follows the same ten topics.</summary>
    Ten,
}
