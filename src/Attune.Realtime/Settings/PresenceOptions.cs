using System.ComponentModel.DataAnnotations;

namespace Attune.Realtime.Settings;

/// <summary>Who is told to be in a topic, section <c>Realtime:Presence</c>. Topic rules switch it on.</summary>
internal sealed class PresenceOptions
{
    /// <summary>
    /// An event stream or a long poll that ended counts as present for so long, seconds, so that polls do not flap.
    /// </summary>
    [Range(0, 300)]
    public int LingerSeconds { get; set; } = 10;

    /// <summary>Changes that happen within this time are told together, milliseconds.</summary>
    [Range(500, 60_000)]
    public int DiffMilliseconds { get; set; } = 1500;

    /// <summary>In topics with more members than this, and after more changes at once, only the count is told.</summary>
    [Range(0, 100_000)]
    public int CountOnlyAbove { get; set; } = 100;
}
