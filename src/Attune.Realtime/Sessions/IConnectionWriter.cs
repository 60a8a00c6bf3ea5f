namespace Attune.Realtime.Sessions;

/// <summary>The sending half of a transport.</summary>
internal interface IConnectionWriter
{
    /// <summary>Writes finished frames. Called by one thread at a time; completes when the next write may follow.</summary>
    ValueTask WriteAsync(ReadOnlyMemory<byte> frames);

    /// <summary>Ends the connection at once.</summary>
    void Abort();
}
