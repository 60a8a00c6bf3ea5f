using Attune.TestKit.Time;

namespace Attune.Inference.Tests.Fakes;

/// <summary>Waits for what another program will do soon.</summary>
internal static class Deadline
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    /// <exception cref="OperationCanceledException">It did not happen.</exception>
    public static Task UntilAsync(Func<bool> happened) => Eventually.HoldsAsync(Longest, happened);
}
