namespace Attune.TestKit.Time;

/// <summary>
/// Waits for what another thread or program does soon and tells nobody of: looks again until it is so, and fails at a deadline.
/// </summary>
public static class Eventually
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);

    /// <exception cref="OperationCanceledException">It did not happen in time.</exception>
    public static Task HoldsAsync(TimeSpan within, Func<bool> holds) =>
        GetAsync(within, () => Task.FromResult(holds()), static isSo => isSo);

    /// <summary>Asks until an answer is the wanted one.</summary>
    /// <exception cref="OperationCanceledException">It did not come in time.</exception>
    public static async Task<T> GetAsync<T>(TimeSpan within, Func<Task<T>> ask, Func<T, bool> isWanted)
    {
        using var deadline = new CancellationTokenSource(within);
        while (true)
        {
            var answer = await ask();
            if (isWanted(answer))
                return answer;
            await Task.Delay(Look, deadline.Token);
        }
    }
}
