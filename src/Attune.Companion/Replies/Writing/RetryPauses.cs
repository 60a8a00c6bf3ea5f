namespace Attune.Companion.Replies.Writing;

/// <summary>How long to wait after failures in a row: 100 ms, doubled each time, at most 5 s. Pure.</summary>
internal static class RetryPauses
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <param name="failures">Failures in a row, from 1.</param>
    public static TimeSpan After(int failures)
    {
        const int LongestAfterDoublings = 6;
        return failures > LongestAfterDoublings ? Longest : First * (1 << Math.Max(failures - 1, 0));
    }
}
