using Attune.Companion.Guide.Describing;
using Microsoft.Extensions.Options;

namespace Attune.Companion.Guide.Visits;

/// <summary>
/// The sittings of visitors, in memory only: bounded in number, in length and in time. Safe to use from several threads.
/// </summary>
internal sealed class Sittings : IDisposable
{
    private readonly DescriptionCache _descriptions;
    private readonly GuideOptions _options;
    private readonly TimeProvider _clock;
    private readonly Sweep _sweep;
    private readonly Lock _gate = new();
    private readonly Dictionary<SittingKey, LinkedListNode<(SittingKey Key, Sitting Sitting)>> _byKey = [];

    /// <summary>The one that was used longest ago comes first.</summary>
    private readonly LinkedList<(SittingKey Key, Sitting Sitting)> _byUse = new();

    public Sittings(DescriptionCache descriptions, IOptions<GuideOptions> options, TimeProvider clock)
    {
        (_descriptions, _options, _clock) = (descriptions, options.Value, clock);
        _sweep = new Sweep(HasAny, Idle, clock);
    }

    private TimeSpan Idle => TimeSpan.FromMinutes(_options.SittingMinutes);

    /// <summary>Sittings that are remembered.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _byKey.Count;
        }
    }

    /// <summary>What was said in a sitting, oldest first; empty for one that nobody knows.</summary>
    public IReadOnlyList<SittingTurn> Read(SittingKey key)
    {
        lock (_gate)
        {
            ForgetIdle();
            return _byKey.TryGetValue(key, out var node) ? [.. node.Value.Sitting.Turns] : [];
        }
    }

    /// <summary>Adds what was asked and answered; the oldest is forgotten where there is too much.</summary>
    public void Add(SittingKey key, SittingTurn turn)
    {
        if (!key.IsRemembered)
            return;
        lock (_gate)
        {
            ForgetIdle();
            if (_byKey.Remove(key, out var node))
                _byUse.Remove(node);
            else
                node = new LinkedListNode<(SittingKey, Sitting)>((key, new Sitting()));
            _byKey[key] = node;
            _byUse.AddLast(node);
            Add(node.Value.Sitting, turn);
            while (_byKey.Count > _options.MaxSittings)
                Forget(_byUse.First!);
        }

        _sweep.Set();
    }

    /// <summary>Forgets a sitting, what was said in it and how its visitor looks.</summary>
    /// <returns>How many questions and answers were forgotten; null when there was no such sitting.</returns>
    public int? Remove(SittingKey key)
    {
        _descriptions.Remove(key);
        lock (_gate)
        {
            ForgetIdle();
            if (!_byKey.TryGetValue(key, out var node))
                return null;
            Forget(node);
            return node.Value.Sitting.Turns.Count * 2;
        }
    }

    /// <summary>Forgets all sittings of a person or kiosk.</summary>
    public void RemoveOf(string organisation, string principal)
    {
        List<SittingKey> theirs;
        lock (_gate)
            theirs = [.. _byKey.Keys.Where(key => key.Organisation == organisation && key.Principal == principal)];
        foreach (var key in theirs)
            Remove(key);
    }

    public void Dispose() => _sweep.Dispose();

    private bool HasAny()
    {
        lock (_gate)
        {
            ForgetIdle();
            return _byKey.Count > 0;
        }
    }

    private void Add(Sitting sitting, SittingTurn turn)
    {
        sitting.UsedAt = _clock.GetTimestamp();
        sitting.Turns.Enqueue(turn);
        sitting.Characters += LengthOf(turn);
        while (sitting.Turns.Count > 1
            && (sitting.Turns.Count > _options.MaxSittingTurns || sitting.Characters > _options.MaxSittingCharacters))
            sitting.Characters -= LengthOf(sitting.Turns.Dequeue());
    }

    private void ForgetIdle()
    {
        while (_byUse.First is { } oldest && _clock.GetElapsedTime(oldest.Value.Sitting.UsedAt) >= Idle)
            Forget(oldest);
    }

    private void Forget(LinkedListNode<(SittingKey Key, Sitting Sitting)> node)
    {
        _byUse.Remove(node);
        _byKey.Remove(node.Value.Key);
    }

    private static int LengthOf(SittingTurn turn) => turn.Question.Length + turn.Answer.Length;
}
