namespace Attune.Realtime.Sessions;

/// <summary>
/// Counts the frames of a connection that were not understood, per minute. Safe to call from anywhere: answers to appends
/// come from the log's side.
/// </summary>
internal sealed class BadFrameLimit(int max, TimeProvider clock)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private long _windowStart;
    private int _count;

    /// <summary>Counts one.</summary>
    /// <returns>True when that was the last one allowed.</returns>
    public bool IsReached()
    {
        lock (_gate)
        {
            if (_count == 0 || clock.GetElapsedTime(_windowStart) > Window)
            {
                _windowStart = clock.GetTimestamp();
                _count = 0;
            }

            return ++_count >= max;
        }
    }
}
