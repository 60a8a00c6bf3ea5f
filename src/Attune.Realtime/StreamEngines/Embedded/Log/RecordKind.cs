namespace Attune.Realtime.StreamEngines.Embedded.Log;

/// <summary>What a log record is. Kinds that a reader does not know are skipped by their length.</summary>
internal enum RecordKind : byte
{
    /// <summary>An event of a topic.</summary>
    Event = 1,

    /// <summary>Opens a batch: its payload says how many records must follow for any of them to count.</summary>
    BatchBorder = 2,

    /// <summary>Text of a part of an AI stream.</summary>
    StreamPart = 3,

    /// <summary>The state of an AI stream.</summary>
    StreamState = 4,

    /// <summary>The payload of an earlier record was erased.</summary>
    Redaction = 5,

    /// <summary>A new incarnation of the log begins.</summary>
    GenerationStart = 6,

    /// <summary>What a topic had come to when a segment began, so that older segments can be deleted.</summary>
    TopicHead = 7,
}
