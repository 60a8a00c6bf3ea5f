namespace Attune.Realtime.AiStreams;

/// <summary>
/// Who writes AI streams: a connection, a request that feeds one, or this server itself. Its leases end when it leaves.
/// </summary>
/// <param name="stop">Called with the id of a stream that a viewer wants stopped; must return at once.</param>
internal sealed class StreamProducer(Action<string> stop)
{
    private long _leftAt;

    /// <summary>
    /// All producers inside the server. Each hears of a stop, and keeps its lease while it is silent, by listening to its
    /// stream (<see cref="AiStream.OnStop"/>).
    /// </summary>
    public static StreamProducer Server { get; } = new(_ => { });

    public bool HasLeft => LeftAt != 0;

    /// <summary>When it left, as a timestamp of the clock; 0 while it is here.</summary>
    public long LeftAt => Volatile.Read(ref _leftAt);

    public void Stop(string stream) => stop(stream);

    /// <summary>It will write nothing more; its streams may be taken over at once.</summary>
    public void Leave(long now) => Volatile.Write(ref _leftAt, now);
}
