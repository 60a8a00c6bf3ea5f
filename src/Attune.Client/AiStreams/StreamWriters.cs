using Attune.Client.Connecting;
using Attune.Client.Links;
using Attune.Client.Protocol;

namespace Attune.Client.AiStreams;

/// <summary>The AI streams that the application writes, taken up again with each new connection.</summary>
internal sealed class StreamWriters(AttuneClientOptions options, Lock gate, Verbs verbs)
{
    private readonly List<AiStreamWriter> _writers = [];

    public Lock Gate => gate;

    public TimeProvider Clock => options.Clock;

    /// <summary>Bytes that may be written ahead of what is stored.</summary>
    public int Window => options.FeedWindowBytes;

    /// <summary>How long the server may refuse for now what is written, before the writer fails.</summary>
    public TimeSpan Patience => options.StreamPatience;

    public ILink? Link { get; private set; }

    /// <summary>Takes the lock itself.</summary>
    /// <exception cref="AttuneException">The client is closed.</exception>
    /// <exception cref="InvalidOperationException">This part is written already.</exception>
    public AiStreamWriter Open(string stream, string part, string? topic, long from)
    {
        var writer = new AiStreamWriter(this, stream, part, topic, from);
        lock (gate)
        {
            verbs.ThrowIfClosed();
            if (_writers.Exists(other => other.Stream == stream && other.Part == part))
                throw new InvalidOperationException($"Part '{part}' of '{stream}' is written already; dispose its writer first.");
            _writers.Add(writer);
        }

        return writer;
    }

    /// <summary>Takes the lock itself.</summary>
    public void Remove(AiStreamWriter writer)
    {
        lock (gate)
        {
            if (_writers.Remove(writer) && !writer.HasEnded)
                verbs.Post(new UnwriteVerb(writer.Stream, writer.Part));
        }
    }

    public long Post(Verb verb) => verbs.Post(verb);

    public void Adopt(ILink link)
    {
        Link = link;
        foreach (var writer in _writers)
            writer.Adopt();
    }

    public void Release() => Link = null;

    public void Close(AttuneException error)
    {
        foreach (var writer in _writers)
            writer.Fail(error);
    }

    /// <returns>False when the frame is about something else.</returns>
    public bool TryTake(ServerFrame frame)
    {
        if (frame.Type == "stream.stop")
        {
            foreach (var writer in _writers.Where(writer => writer.Stream == frame.Stream))
                writer.Stop();
            return true;
        }

        return frame.Type is "appended" or "ended" or "error" && _writers.Exists(writer => writer.TryTake(frame));
    }
}
