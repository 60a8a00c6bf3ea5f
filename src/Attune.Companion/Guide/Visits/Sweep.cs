namespace Attune.Companion.Guide.Visits;

/// <summary>
/// Forgets what is too old even when nobody asks any more: what is known of people must not lie in memory for days. No timer
/// runs while there is nothing to forget.
/// </summary>
/// <param name="forget">Forgets what is too old; true when something is left.</param>
/// <param name="after">How long to wait before.</param>
/// <param name="clock">Whose timer.</param>
internal sealed class Sweep(Func<bool> forget, TimeSpan after, TimeProvider clock) : IDisposable
{
    private readonly Lock _gate = new();
    private ITimer? _timer;
    private bool _isSet;
    private bool _isDisposed;

    /// <summary>There is something to forget one day.</summary>
    public void Set()
    {
        lock (_gate)
        {
            if (_isSet || _isDisposed)
                return;
            _isSet = true;
            _timer ??= clock.CreateTimer(
                static state => ((Sweep)state!).Run(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _timer.Change(after, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            _timer?.Dispose();
        }
    }

    private void Run()
    {
        lock (_gate)
            _isSet = false;
        if (forget())
            Set();
    }
}
