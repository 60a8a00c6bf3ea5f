using Attune.Realtime.Sessions;
using Attune.Realtime.Streams;

namespace Attune.Realtime.Telemetry;

/// <summary>
/// What one shard measures of a sample of its writes and pings, so that measuring costs a delivery no more than a comparison.
/// Used by its shard alone, but for <see cref="Written"/> and <see cref="Answered"/>, which any thread may call.
/// </summary>
/// <param name="instruments">Where it goes.</param>
/// <param name="clock">Measures the pings.</param>
/// <param name="writesPerSample">Measures one of so many writes, 1 or more.</param>
internal sealed class DeliveryMeter(DeliveryInstruments instruments, TimeProvider clock, int writesPerSample)
{
    private int _untilSample;
    private bool _isSampled;
    private long _oldest;
    private long _probedAt = -1;
    private Probe? _probe;

    /// <summary>What is due for a connection is about to be gathered.</summary>
    public void BeginWrite()
    {
        _isSampled = _untilSample == 0;
        _oldest = long.MaxValue;
    }

    /// <summary>A live event goes into the write.</summary>
    public void Gathered(EventFrame frame)
    {
        if (_isSampled && frame.At < _oldest)
            _oldest = frame.At;
    }

    /// <summary>Everything is gathered and will be written.</summary>
    /// <returns>When the oldest live event in it was published, for <see cref="Written"/>; 0 when it is not measured.</returns>
    public long EndWrite(int frames)
    {
        if (!_isSampled)
        {
            _untilSample--;
            return 0;
        }

        _untilSample = writesPerSample - 1;
        instruments.Wrote(frames);
        return _oldest == long.MaxValue ? 0 : _oldest;
    }

    /// <summary>The connection has taken the bytes.</summary>
    public void Written(long publishedAt)
    {
        if (publishedAt > 0)
            instruments.Delivered(publishedAt);
    }

    /// <summary>A connection is pinged. The first of a second is measured: nothing is kept per connection.</summary>
    public void Pinged(Connection connection)
    {
        if (connection.Transport != Connection.WebSocket || connection.Shard.Seconds == _probedAt)
            return;
        _probedAt = connection.Shard.Seconds;
        Volatile.Write(ref _probe, new Probe(connection.Id, clock.GetTimestamp()));
    }

    /// <summary>A pong came.</summary>
    public void Answered(Connection connection)
    {
        var probe = Volatile.Read(ref _probe);
        if (probe?.Connection == connection.Id && Interlocked.CompareExchange(ref _probe, null, probe) == probe)
            instruments.Answered(clock.GetElapsedTime(probe.At));
    }

    /// <summary>A ping that is measured.</summary>
    /// <param name="Connection">The connection's number.</param>
    /// <param name="At">When, in timestamps of the clock.</param>
    private sealed record Probe(long Connection, long At);
}
