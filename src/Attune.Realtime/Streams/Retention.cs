namespace Attune.Realtime.Streams;

/// <summary>How much of a topic can be replayed.</summary>
/// <param name="MaxEvents">Older events go beyond this many.</param>
/// <param name="MaxBytes">Older events go beyond this many bytes in the log.</param>
/// <param name="MaxAge">Events older than this go.</param>
/// <param name="MinEvents">So many stay, whatever <see cref="MaxEvents"/> and <see cref="MaxBytes"/> say.</param>
/// <param name="MinAge">Events younger than this stay, whatever <see cref="MaxEvents"/> and <see cref="MaxBytes"/> say.</param>
/// <param name="HardBytes">Beyond this nothing stays.</param>
internal sealed record Retention(
    long MaxEvents, long MaxBytes, TimeSpan MaxAge, long MinEvents, TimeSpan MinAge, long HardBytes)
{
    /// <summary>Must the topic's oldest frame go?</summary>
    /// <param name="index">What the topic holds.</param>
    /// <param name="oldestAt">When its oldest frame was published, Unix microseconds.</param>
    /// <param name="now">Unix microseconds.</param>
    internal bool MustDropOldest(TopicIndex index, long oldestAt, long now)
    {
        var age = TimeSpan.FromMicroseconds(now - oldestAt);
        if (age > MaxAge || index.Bytes > HardBytes)
            return true;
        var isTooMuch = index.Events > MaxEvents || index.Bytes > MaxBytes;
        return isTooMuch && index.Events > MinEvents && age > MinAge;
    }
}
