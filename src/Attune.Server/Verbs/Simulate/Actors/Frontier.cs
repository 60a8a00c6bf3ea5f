namespace Attune.Server.Verbs.Simulate.Actors;

/// <summary>How far a subscriber has come in each topic, told by the frames themselves.</summary>
internal sealed class Frontier
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, long> _positions = new(StringComparer.Ordinal);
    private IReadOnlyDictionary<string, long>? _goal;
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The positions as they are now.</summary>
    public IReadOnlyDictionary<string, long> Positions
    {
        get
        {
            lock (_lock)
                return new Dictionary<string, long>(_positions, StringComparer.Ordinal);
        }
    }

    /// <summary>Begins a topic that has no position yet; later calls change nothing.</summary>
    public void Begin(string topic, long after)
    {
        lock (_lock)
        {
            _positions.TryAdd(topic, after);
            Compare();
        }
    }

    /// <summary>Moves on, or back after a rewind.</summary>
    public void Move(string topic, long to)
    {
        lock (_lock)
        {
            _positions[topic] = to;
            Compare();
        }
    }

    /// <summary>Waits until each of these positions is reached. Used once.</summary>
    public Task ReachAsync(IReadOnlyDictionary<string, long> goal, CancellationToken cancellation)
    {
        lock (_lock)
        {
            _goal = goal;
            Compare();
        }

        return _reached.Task.WaitAsync(cancellation);
    }

    private void Compare()
    {
        if (_goal?.All(entry => _positions.TryGetValue(entry.Key, out var position) && position >= entry.Value) == true)
            _reached.TrySetResult();
    }
}
