namespace Attune.Realtime.StreamEngines.Embedded.Log;

/// <summary>Header fields of a record: tag, length, bytes. Tags that a reader does not know are skipped.</summary>
internal enum RecordField : byte
{
    Topic = 1,
    Id = 2,
    Type = 3,
    Key = 4,
    Scope = 5,
    Principal = 6,
    Correlation = 7,
    Trace = 8,
    Stream = 9,
    Part = 10,

    /// <summary>Byte position of a stream part; 8 bytes.</summary>
    Position = 11,

    /// <summary>State of a stream; 1 byte.</summary>
    State = 12,

    /// <summary>Offset of the record that a redaction erases; 8 bytes.</summary>
    Target = 13,

    /// <summary>Records that belong to a batch; 8 bytes.</summary>
    Count = 14,
}
