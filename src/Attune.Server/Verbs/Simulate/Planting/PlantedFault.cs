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

    /// <summary>A reader that was made to skip events is not told.</summary>
    Untold,

    /// <summary>A frame is swallowed and told as a gap that the topic's policy does not allow.</summary>
    Excused,

    /// <summary>Text of an AI stream comes with other letters at the right place.</summary>
    Garbled,
}
