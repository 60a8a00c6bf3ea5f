namespace Attune.Realtime.Presence;

/// <summary>What a topic tells about who follows it.</summary>
internal enum PresenceMode
{
    /// <summary>Nothing, and nothing is remembered.</summary>
    Off,

    /// <summary>Who is there, to those who ask.</summary>
    Members,

    /// <summary>That, and its followers are told who came and went.</summary>
    Changes,
}
