using System.Globalization;

namespace Attune.Realtime.Protocol;

/// <summary>Times on the wire: ISO 8601, UTC, milliseconds; inside: Unix microseconds.</summary>
internal static class WireTime
{
    private const long MicrosecondsPerSecond = 1_000_000;

    public static string Format(long unixMicroseconds) => Format(ToTime(unixMicroseconds));

    public static string Format(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static DateTimeOffset ToTime(long unixMicroseconds) => DateTimeOffset.UnixEpoch.AddMicroseconds(unixMicroseconds);

    public static long Now(TimeProvider clock) =>
        (clock.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    public static double SecondsSince(long unixMicroseconds, TimeProvider clock) =>
        (Now(clock) - unixMicroseconds) / (double)MicrosecondsPerSecond;
}
