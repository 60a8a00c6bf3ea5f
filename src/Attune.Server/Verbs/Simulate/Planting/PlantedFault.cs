namespace Attune.Server.Verbs.Simulate.Planting;

/// <summary>A fault put in on purpose between socket and recorder, to prove that the checker catches it.</summary>
internal enum PlantedFault
{
    /// <summary>None.</summary>
    None,

    /// <summary>A live frame is swallowed.</summary>
    Dropped,

    /// <summary>A frame comes twice.</summary>
    Doubled,

    /// <summary>Two frames of a topic come in the wrong order.</summary>
    Swapped,

    /// <summary>An event comes with a seq that another event of its topic already had.</summary>
    Reissued,

    /// <summary>A resumed connection leaves out its first frame and covers it up: prev looks unbroken, no gap is told.</summary>
    Recovered,
}
