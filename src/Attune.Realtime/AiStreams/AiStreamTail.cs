namespace Attune.Realtime.AiStreams;

/// <summary>A stream as it will be when everything on its way to the log has arrived; guarded by the engine's gate.</summary>
internal sealed class AiStreamTail
{
    private double _allowance;
    private long _allowedAt;

    /// <summary>The length of each part in bytes.</summary>
    public Dictionary<string, long> Lengths { get; } = new(StringComparer.Ordinal);

    public AiStreamState State { get; set; }

    public bool StopRequested { get; set; }

    public long TotalBytes => Lengths.Values.Sum();

    /// <summary>How long text gathers before it goes to the log, in timestamps of the clock; null as the setting says.</summary>
    public long? RollUp { get; set; }

    /// <summary>When text last went to the log, as a timestamp of the clock.</summary>
    public long FlushedAt { get; set; }

    /// <summary>Text that gathers; null before there ever was any.</summary>
    public RollUpBuffer? Gathering { get; set; }

    /// <summary>Counts an append against a rate; a second's worth may come at once.</summary>
    /// <param name="perSecond">Appends per second.</param>
    /// <param name="now">The present, as a timestamp of the clock.</param>
    /// <param name="frequency">Timestamps per second.</param>
    public bool TryCount(int perSecond, long now, long frequency)
    {
        var since = _allowedAt == 0 ? 1 : (now - _allowedAt) / (double)frequency;
        _allowance = Math.Min(perSecond, _allowance + (since * perSecond));
        _allowedAt = now;
        if (_allowance < 1)
            return false;
        _allowance--;
        return true;
    }
}
