namespace Attune.Companion.Guide.Drafts;

/// <summary>Ends when a time is over or somebody cancels, whichever comes first.</summary>
internal sealed class TimeLimit : IDisposable
{
    private readonly CancellationTokenSource _timer;
    private readonly CancellationTokenSource _either;

    /// <param name="seconds">How long; 0 for ever.</param>
    /// <param name="clock">Measures it.</param>
    /// <param name="cancellation">Ends it earlier.</param>
    public TimeLimit(int seconds, TimeProvider clock, CancellationToken cancellation)
    {
        _timer = new CancellationTokenSource(seconds == 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(seconds), clock);
        _either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _timer.Token);
    }

    public CancellationToken Token => _either.Token;

    public void Dispose()
    {
        _either.Dispose();
        _timer.Dispose();
    }
}
