using System.Diagnostics;

namespace RealtimeLoad.Load;

/// <summary>When to publish: either as many as fit in a window, or at a steady rate whatever the server does.</summary>
internal sealed class Pace
{
    private readonly int _window;
    private readonly double _ticksPerMessage;
    private readonly long _start;
    private long _count;

    private Pace(int window, double perSecond)
    {
        _window = window;
        _ticksPerMessage = Stopwatch.Frequency / perSecond;
        _start = Stopwatch.GetTimestamp();
    }

    /// <summary>So many messages that somebody waits for at any time.</summary>
    public static Pace Window(int messages) => new(messages, 1);

    /// <summary>So many messages each second from now on, over all topics in turn.</summary>
    public static Pace Rate(double perSecond) => new(0, perSecond);

    /// <summary>The stopwatch time of the next message; for a window never.</summary>
    public long NextDue => _window > 0 ? long.MaxValue : _start + (long)(_count * _ticksPerMessage);

    /// <summary>True when a message is due now; <paramref name="intended"/> is when it was meant to go.</summary>
    public bool TryTake(int inFlight, long now, out long intended, out long number)
    {
        intended = _window > 0 ? now : NextDue;
        number = _count;
        if (_window > 0 ? inFlight >= _window : now < intended)
            return false;
        _count++;
        return true;
    }
}
