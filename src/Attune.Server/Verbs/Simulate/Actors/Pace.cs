namespace Attune.Server.Verbs.Simulate.Actors;

/// <summary>Random pauses that spread the work over the kills.</summary>
internal sealed class Pace(SplitMix random, int mostMilliseconds, TimeProvider clock)
{
    public Task PauseAsync(CancellationToken cancellation) =>
        Task.Delay(TimeSpan.FromMilliseconds(random.Between(0, mostMilliseconds)), clock, cancellation);
}
