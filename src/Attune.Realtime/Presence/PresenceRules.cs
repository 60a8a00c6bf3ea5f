using Attune.Realtime.Settings;

namespace Attune.Realtime.Presence;

/// <summary>The settings of presence in timestamps of a clock.</summary>
/// <param name="Linger">How long an HTTP session that ended is still counted.</param>
/// <param name="Coalesce">How long changes are gathered.</param>
/// <param name="CountOnlyAbove">With more members, or after more changes at once, only the count is told.</param>
internal sealed record PresenceRules(long Linger, long Coalesce, int CountOnlyAbove)
{
    public static PresenceRules Of(PresenceOptions options, long frequency) => new(
        options.LingerSeconds * frequency, options.DiffMilliseconds * frequency / 1000, options.CountOnlyAbove);
}
