using System.ComponentModel.DataAnnotations;
using Attune.Realtime.Streams;

namespace Attune.Realtime.Settings;

/// <summary>How much of a topic can be replayed, section <c>Realtime:Retention</c>.</summary>
internal sealed class RetentionOptions
{
    /// <summary>Most events.</summary>
    [Range(1, 100_000_000)]
    public long MaxEvents { get; set; } = 10_000;

    /// <summary>Most bytes in the log.</summary>
    [Range(1024, long.MaxValue)]
    public long MaxBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>Oldest event, seconds.</summary>
    [Range(1, 10L * 365 * 86_400)]
    public long MaxAgeSeconds { get; set; } = 86_400;

    /// <summary>So many events stay although MaxEvents or MaxBytes is exceeded.</summary>
    [Range(0, 100_000_000)]
    public long MinEvents { get; set; } = 1000;

    /// <summary>Events younger than this stay although MaxEvents or MaxBytes is exceeded, seconds.</summary>
    [Range(0, 10L * 365 * 86_400)]
    public long MinAgeSeconds { get; set; } = 300;

    /// <summary>Beyond this many bytes nothing stays.</summary>
    [Range(1024, long.MaxValue)]
    public long HardBytes { get; set; } = 256 * 1024 * 1024;

    internal Retention ToRetention() => new(MaxEvents, MaxBytes, TimeSpan.FromSeconds(MaxAgeSeconds), MinEvents,
        TimeSpan.FromSeconds(MinAgeSeconds), HardBytes);
}
