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
