namespace Attune.Realtime.Admission;

/// <summary>What is counted per second.</summary>
internal enum Traffic
{
    /// <summary>New connections.</summary>
    Handshake,

    /// <summary>Events published by clients.</summary>
    Publish,

    /// <summary>Appends to AI streams by clients.</summary>
    Append,
}
