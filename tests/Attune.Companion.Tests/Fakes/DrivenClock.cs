namespace Attune.Companion.Tests.Fakes;

/// <summary>A clock that moves only when a test moves it, with timers that fire then.</summary>
internal sealed class DrivenClock : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<DrivenTimer> _timers = [];
    private long _ticks = new DateTimeOffset(2026, 11, 22, 4, 0, 0, TimeSpan.Zero).UtcTicks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => new(GetTimestamp(), TimeSpan.Zero);

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    /// <summary>True when somebody waits for so long, again and again.</summary>
    public bool HasTimer(TimeSpan period)
    {
        lock (_gate)
            return _timers.Exists(timer => timer.Period == period);
    }

    /// <summary>Moves it; what is due fires once.</summary>
    public void Advance(TimeSpan by)
    {
        var now = Interlocked.Add(ref _ticks, by.Ticks);
        List<DrivenTimer> due;
        lock (_gate)
            due = [.. _timers.Where(timer => timer.IsDue(now))];
        foreach (var timer in due)
            timer.Fire(now);
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new DrivenTimer(this, callback, state);
        lock (_gate)
            _timers.Add(timer);
        timer.Change(dueTime, period);
        return timer;
    }

    private void Forget(DrivenTimer timer)
    {
        lock (_gate)
            _timers.Remove(timer);
    }

    private sealed class DrivenTimer(DrivenClock clock, TimerCallback callback, object? state) : ITimer
    {
        private long _due = long.MaxValue;

        public TimeSpan Period { get; private set; }

        public bool IsDue(long now) => Interlocked.Read(ref _due) <= now;

        public void Fire(long now)
        {
            Interlocked.Exchange(ref _due, Period > TimeSpan.Zero ? now + Period.Ticks : long.MaxValue);
            callback(state);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Period = period;
            Interlocked.Exchange(ref _due, dueTime < TimeSpan.Zero ? long.MaxValue : clock.GetTimestamp() + dueTime.Ticks);
            if (dueTime == TimeSpan.Zero)
                Fire(clock.GetTimestamp());
            return true;
        }

        public void Dispose() => clock.Forget(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
