using Attune.Companion.Guide.Visits;
using Microsoft.Extensions.Options;

namespace Attune.Companion.Guide.Describing;

/// <summary>
/// The newest description of each sitting, for a moment, in memory only. Safe to use from several threads.
/// </summary>
internal sealed class DescriptionCache : IDisposable
{
    private readonly IOptions<GuideOptions> _options;
    private readonly TimeProvider _clock;
    private readonly Sweep _sweep;
    private readonly Lock _gate = new();
    private readonly Dictionary<SittingKey, Kept> _kept = [];

    /// <summary>In the order of their coming, so that the first ones are the oldest.</summary>
    private readonly Queue<(SittingKey Sitting, long At)> _order = new();

    public DescriptionCache(IOptions<GuideOptions> options, TimeProvider clock)
    {
        (_options, _clock) = (options, clock);
        _sweep = new Sweep(HasAny, Keep, clock);
    }

    /// <summary>Descriptions in memory.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _kept.Count;
        }
    }

    private TimeSpan Keep => TimeSpan.FromSeconds(_options.Value.Describer.KeepSeconds);

    /// <summary>The description of a sitting; null when none came lately.</summary>
    public string? Find(SittingKey sitting)
    {
        lock (_gate)
        {
            Forget();
            return _kept.TryGetValue(sitting, out var kept) ? kept.Text : null;
        }
    }

    /// <summary>Keeps a description in place of the one before. A sitting that everybody shares keeps none.</summary>
    public void Put(SittingKey sitting, string text)
    {
        if (sitting.IsShared || Keep <= TimeSpan.Zero)
            return;
        lock (_gate)
        {
            var now = _clock.GetTimestamp();
            _kept[sitting] = new Kept(text, now);
            _order.Enqueue((sitting, now));
            Forget();
        }

        _sweep.Set();
    }

    /// <summary>Forgets the description of a sitting.</summary>
    public void Remove(SittingKey sitting)
    {
        lock (_gate)
            _kept.Remove(sitting);
    }

    public void Dispose() => _sweep.Dispose();

    private bool HasAny()
    {
        lock (_gate)
        {
            Forget();
            return _order.Count > 0;
        }
    }

    private void Forget()
    {
        while (_order.TryPeek(out var oldest)
            && (_order.Count > _options.Value.Describer.MaxKept || _clock.GetElapsedTime(oldest.At) >= Keep))
        {
            _order.Dequeue();
            if (_kept.TryGetValue(oldest.Sitting, out var kept) && kept.At == oldest.At)
                _kept.Remove(oldest.Sitting);
        }
    }

    private readonly record struct Kept(string Text, long At);
}
