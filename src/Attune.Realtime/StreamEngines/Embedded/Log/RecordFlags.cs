namespace Attune.Realtime.StreamEngines.Embedded.Log;

/// <summary>Properties of a record that are known when it is written.</summary>
[Flags]
internal enum RecordFlags : ushort
{
    None = 0,

    /// <summary>Travels in the same frame as the record before it.</summary>
    ContinuesFrame = 1,

    /// <summary>The publisher chose the id: repeats of it are recognised.</summary>
    HasClientId = 2,

    /// <summary>A viewer has asked to stop this stream.</summary>
    StopRequested = 4,
}
