using System.Collections.Concurrent;

namespace Attune.Companion.Replies;

/// <summary>Reaches whoever writes a reply on this node, to ask for its end.</summary>
internal sealed class ReplyStops
{
    private readonly ConcurrentDictionary<string, Action> _writers = new(StringComparer.Ordinal);

    /// <summary>Says who can stop a reply.</summary>
    /// <returns>Dispose when the reply has ended.</returns>
    public IDisposable Register(string replyId, Action stop)
    {
        _writers[replyId] = stop;
        return new Registration(_writers, replyId, stop);
    }

    /// <summary>Asks the writer of a reply to stop; nothing happens when it is not written here.</summary>
    public void Request(string replyId)
    {
        if (!_writers.TryGetValue(replyId, out var stop))
            return;
        try
        {
            stop();
        }
        catch (ObjectDisposedException)
        {
            // Its writer has ended since the line above: there is nothing left to stop.
        }
    }

    private sealed class Registration(ConcurrentDictionary<string, Action> writers, string replyId, Action stop) : IDisposable
    {
        public void Dispose() => writers.TryRemove(new KeyValuePair<string, Action>(replyId, stop));
    }
}
