namespace Attune.Realtime.StreamEngines.Embedded.Log;

/// <summary>A record before it is encoded.</summary>
internal ref struct RecordDraft
{
    public RecordKind Kind { get; init; }

    public RecordFlags Flags { get; init; }

    public long Seq { get; init; }

    public long Prev { get; init; }

    public long Ordinal { get; init; }

    /// <summary>Unix microseconds.</summary>
    public long At { get; init; }

    public ReadOnlySpan<byte> Topic { get; init; }

    public string? Id { get; init; }

    public string? Type { get; init; }

    public string? Key { get; init; }

    public string? Scope { get; init; }

    public string? Principal { get; init; }

    public string? Correlation { get; init; }

    public string? Trace { get; init; }

    public string? Stream { get; init; }

    public string? Part { get; init; }

    public long? Position { get; init; }

    public byte? State { get; init; }

    public long? Target { get; init; }

    public long? Count { get; init; }

    public ReadOnlySpan<byte> Payload { get; init; }
}
