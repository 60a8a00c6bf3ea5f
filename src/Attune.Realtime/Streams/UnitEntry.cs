namespace Attune.Realtime.Streams;

/// <summary>Where one frame's events stand in the log.</summary>
/// <param name="LastSeq">The seq of its last event; the events of a frame have consecutive numbers.</param>
/// <param name="Offset">Byte position of its first record in the domain's log, -1 without a log.</param>
/// <param name="Length">Bytes of its records.</param>
/// <param name="Count">Its events.</param>
/// <param name="At">When it was published, Unix microseconds.</param>
internal readonly record struct UnitEntry(long LastSeq, long Offset, int Length, int Count, long At)
{
    public long FirstSeq => LastSeq - Count + 1;
}
