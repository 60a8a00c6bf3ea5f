using System.ComponentModel.DataAnnotations;

namespace Attune.Realtime.Settings;

/// <summary>Limits of AI streams, section <c>Realtime:AiStreams</c>.</summary>
internal sealed class AiStreamOptions
{
    /// <summary>Largest stream, all parts together, bytes.</summary>
    [Range(1024, 1024 * 1024 * 1024)]
    public long MaxBytes { get; set; } = 1024 * 1024;

    /// <summary>Largest append, bytes.</summary>
    [Range(64, 8 * 1024 * 1024)]
    public int MaxAppendBytes { get; set; } = 256 * 1024;

    /// <summary>Most streams kept per organisation, open and finished.</summary>
    [Range(10, 10_000_000)]
    public int MaxStreams { get; set; } = 100_000;

    /// <summary>Most open streams of one principal; what the server itself writes does not count.</summary>
    [Range(1, 10_000_000)]
    public int MaxOpenPerPrincipal { get; set; } = 10_000;

    /// <summary>Most appends to one stream per second; 0 for no limit. A second's worth may come at once.</summary>
    [Range(0, 1_000_000)]
    public int MaxAppendsPerSecond { get; set; }

    /// <summary>
    /// How long a stream stays open without its producer, seconds: after that it is orphaned until somebody appends. Also how
    /// long a connection may write nothing before another takes its stream over.
    /// </summary>
    [Range(1, 3600)]
    public int LeaseSeconds { get; set; } = 15;

    /// <summary>
    /// How long text gathers before it goes to the log and to viewers, milliseconds: 0, 20, 40 or 100; a stream may ask for
    /// another. The first text of a part, and the first after a pause, never waits.
    /// </summary>
    [AllowedValues(0, 20, 40, 100)]
    public int RollUpMilliseconds { get; set; }

    /// <summary>Most parts of one stream.</summary>
    [Range(1, 1000)]
    public int MaxParts { get; set; } = 64;

    /// <summary>A stream that nobody has written to for so long is forgotten, seconds.</summary>
    [Range(60, 10 * 365 * 86_400)]
    public long KeepSeconds { get; set; } = 86_400;

    /// <summary>Memory for texts of finished streams that nobody watches, bytes; others are read from disk when wanted.</summary>
    [Range(0, 64L * 1024 * 1024 * 1024)]
    public long MaxMemoryBytes { get; set; } = 32 * 1024 * 1024;
}
