namespace Attune.Realtime.Tests.Recovery;

/// <summary>A fault that is put in on purpose, between the server and what checks it.</summary>
internal enum Plant
{
    None,

    /// <summary>Now and then an event frame does not arrive.</summary>
    Lose,

    /// <summary>Now and then one arrives twice.</summary>
    Double,
}
