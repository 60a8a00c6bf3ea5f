namespace Attune.Server.Verbs.Simulate.Wire;

/// <summary>One connection that brings frames, whatever its transport.</summary>
internal interface IFrameFeed : IDisposable
{
    /// <summary>
    /// The resume token for everything that was received up to now, or for a little less; null when this transport does not
    /// tell one at this moment.
    /// </summary>
    string? Token { get; }

    /// <summary>How often the server began to serve it, 1 or more: every long poll is served by itself.</summary>
    int Rounds { get; }

    /// <summary>Waits for the next frame.</summary>
    /// <exception cref="ConnectionLostException">The connection ended instead.</exception>
    Task<ServerFrame> ReceiveAsync(CancellationToken cancellation);

    /// <summary>Drops the connection without a word, as a pulled cable would.</summary>
    void Abort();
}
