namespace Attune.Realtime.Streams;

/// <summary>A page of a topic's log.</summary>
/// <param name="Frames">Frames that hold the events, oldest first; the first may begin with events at or below
/// <see cref="After"/>.</param>
/// <param name="After">Events up to this seq do not belong to the page.</param>
/// <param name="Limit">At most so many events belong to the page.</param>
/// <param name="More">True when later events exist.</param>
/// <param name="TrimmedThrough">Events of this topic up to this seq are gone, 0 for none.</param>
/// <param name="Generation">The incarnation of the log.</param>
internal sealed record HistoryPage(
    IReadOnlyList<EventFrame> Frames, long After, int Limit, bool More, long TrimmedThrough, string Generation);
