using System.Net.Sockets;

namespace Attune.Realtime.Transports.Sockets;

/// <summary>
/// Sockets that were accepted and have not said anything yet. One clock looks after all of them; a socket costs its entry
/// here, and no timer.
/// </summary>
/// <param name="patience">How long a silent socket may stay.</param>
/// <param name="clock">Tells the time.</param>
internal sealed class Visitors(TimeSpan patience, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Socket, long> _since = [];

    public int Count
    {
        get
        {
            lock (_gate)
                return _since.Count;
        }
    }

    public void Add(Socket socket)
    {
        lock (_gate)
            _since[socket] = clock.GetTimestamp();
    }

    public void Remove(Socket socket)
    {
        lock (_gate)
            _since.Remove(socket);
    }

    /// <summary>Closes those that have been silent for too long. O(silent sockets).</summary>
    public void SendAway()
    {
        lock (_gate)
        {
            foreach (var (socket, since) in _since)
            {
                if (clock.GetElapsedTime(since) >= patience)
                    socket.Dispose();
            }
        }
    }

    /// <summary>Closes all of them: the server stops.</summary>
    public void SendAllAway()
    {
        lock (_gate)
        {
            foreach (var socket in _since.Keys)
                socket.Dispose();
        }
    }
}
