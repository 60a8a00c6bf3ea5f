using System.Net.Sockets;

namespace Attune.Realtime.Sessions;

/// <summary>The receiving half of a transport.</summary>
internal interface IConnectionReader
{
    /// <summary>Reads what has come.</summary>
    /// <param name="into">Where to; an empty one waits until there is something to read.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <returns>Bytes read; 0 at the end, and always 0 for an empty one.</returns>
    /// <exception cref="IOException">The connection broke.</exception>
    /// <exception cref="SocketException">The connection broke.</exception>
    /// <exception cref="ObjectDisposedException">It was ended on this side.</exception>
    ValueTask<int> ReadAsync(Memory<byte> into, CancellationToken cancellation);
}
