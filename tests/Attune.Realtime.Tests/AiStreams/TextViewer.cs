using System.Text;
using Attune.Realtime.Sessions;
using Attune.Realtime.Tests.Delivery;

namespace Attune.Realtime.Tests.AiStreams;

/// <summary>
/// A viewer of one part that remembers what it has over all its connections and notices everything that does not join on.
/// </summary>
internal sealed class TextViewer
{
    private readonly Lock _gate = new();
    private readonly List<byte> _text = [];
    private readonly TaskCompletionSource<string> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Peer? _peer;

    /// <summary>The final state.</summary>
    public Task<string> Ended => _ended.Task;

    public List<string> States { get; } = [];

    public List<string> Faults { get; } = [];

    public byte[] Text
    {
        get
        {
            lock (_gate)
                return [.. _text];
        }
    }

    /// <summary>A new connection; what the one before still gets does not count.</summary>
    public (IConnectionWriter Writer, long Have) Reconnect()
    {
        lock (_gate)
        {
            _peer = new Peer(this);
            return (_peer, _text.Count);
        }
    }

    private void Take(Peer peer, ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            if (peer != _peer)
                return;
            foreach (var frame in SentFrame.Read(bytes))
                Take(frame);
        }
    }

    private void Take(SentFrame frame)
    {
        if (frame.Text == "{}")
            return;
        if (frame.Type == "stream.state")
        {
            var state = frame.Json.GetProperty("state").GetString()!;
            States.Add(state);
            if (state is not ("open" or "orphaned"))
                _ended.TrySetResult(state);
            return;
        }

        var data = Encoding.UTF8.GetBytes(frame.Json.GetProperty("data").GetString()!);
        if (frame.Json.GetProperty("at").GetInt64() != _text.Count)
            Faults.Add($"have {_text.Count}, got {frame.Text}");
        _text.AddRange(data);
        if (frame.Json.GetProperty("end").GetInt64() != _text.Count)
            Faults.Add($"have {_text.Count} after {frame.Text}");
    }

    private sealed class Peer(TextViewer viewer) : IConnectionWriter
    {
        public ValueTask WriteAsync(ReadOnlyMemory<byte> frames)
        {
            viewer.Take(this, frames.Span);
            return ValueTask.CompletedTask;
        }

        public void Abort()
        {
            lock (viewer._gate)
                viewer.Faults.Add("aborted");
        }
    }
}
