namespace Attune.Inference.Tests.Fakes;

/// <summary>Waits for what another program will do soon.</summary>
internal static class Deadline
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    /// <exception cref="OperationCanceledException">It did not happen.</exception>
    public static async Task UntilAsync(Func<bool> happened)
    {
        using var deadline = new CancellationTokenSource(Longest);
        while (!happened())
            await Task.Delay(Look, deadline.Token);
    }
}
