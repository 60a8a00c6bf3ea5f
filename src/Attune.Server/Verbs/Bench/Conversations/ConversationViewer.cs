using System.Collections.Concurrent;
using System.Text.Json;
using Attune.Server.Verbs.Simulate.Checking;
using Attune.Server.Verbs.Simulate.Wire;

namespace Attune.Server.Verbs.Bench.Conversations;

/// <summary>Sees the events and the answers of one conversation over one WebSocket and writes them down.</summary>
internal sealed class ConversationViewer(RealtimeSocket socket, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan ViewAgainAfter = TimeSpan.FromMilliseconds(5);

    private readonly List<LogEvent> _seen = [];
    private readonly Dictionary<string, StreamPieces> _streams = new(StringComparer.Ordinal);
    private readonly HashSet<string> _finished = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<int, string> _views = new();
    private readonly TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _sending = new(1);
    private readonly Lock _gate = new();
    private IReadOnlyList<string>? _expected;
    private int _lastRef;

    /// <summary>Events in the order they came. Read it when nothing is received any more.</summary>
    public IReadOnlyList<LogEvent> Seen => _seen;

    /// <summary>The answers by stream. Read it when nothing is received any more.</summary>
    public IReadOnlyDictionary<string, ViewedStream> Streams =>
        _streams.ToDictionary(entry => entry.Key, entry => entry.Value.Viewed, StringComparer.Ordinal);

    /// <summary>Connects and follows a topic from its beginning.</summary>
    public static async Task<ConversationViewer> OpenAsync(
        ServerTarget target, string topic, TimeProvider clock, CancellationToken cancellation)
    {
        var handshake = ClientFrames.Handshake([topic], new Resume(LastSeq: 0));
        var (socket, _) = await RealtimeSocket.OpenAsync(target, handshake, cancellation);
        return new ConversationViewer(socket, clock);
    }

    /// <summary>Asks for an answer from its beginning; asking again changes nothing.</summary>
    public async Task ViewAsync(string stream, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (!_streams.TryAdd(stream, new StreamPieces()))
                return;
        }

        await SendViewAsync(stream, cancellation);
    }

    /// <summary>Waits until these answers have ended, or the connection is lost.</summary>
    public Task SettledAsync(IReadOnlyList<string> streams)
    {
        lock (_gate)
            _expected = streams;
        SettleWhenDone();
        return _settled.Task;
    }

    /// <summary>Takes frames until it is cancelled or the connection is lost.</summary>
    public async Task ReceiveAsync(CancellationToken cancellation)
    {
        try
        {
            while (true)
                await TakeAsync(await socket.ReceiveAsync(cancellation), cancellation);
        }
        catch (ConnectionLostException)
        {
            // Nothing in this load cuts connections: what did not come before is counted as lost.
            _settled.TrySetResult();
        }
    }

    public void Dispose()
    {
        socket.Dispose();
        _sending.Dispose();
    }

    private async Task TakeAsync(ServerFrame frame, CancellationToken cancellation)
    {
        var now = clock.GetTimestamp();
        switch (frame.Type)
        {
            case "event":
                foreach (var item in frame.ReadEvents().Events)
                    await TakeAsync(item, cancellation);
                break;
            case "stream":
                Pieces(frame).Add(frame, now);
                break;
            case "stream.state":
                Pieces(frame).End(frame);
                break;
            case "error" when frame.Text("code") == "unknown_stream" && frame.Ref is { } number:
                // Its first piece is not written yet.
                await Task.Delay(ViewAgainAfter, clock, cancellation);
                await SendViewAsync(_views[number], cancellation);
                break;
            default:
                frame.ThrowIfError();
                break;
        }

        SettleWhenDone();
    }

    private async Task TakeAsync(LogEvent item, CancellationToken cancellation)
    {
        _seen.Add(item);
        if (item.Type is not ("reply.started" or "reply.completed" or "reply.stopped"))
            return;
        using var data = JsonDocument.Parse(item.Data);
        var stream = data.RootElement.GetProperty("streamId").GetString()!;
        await ViewAsync(stream, cancellation);
        if (item.Type != "reply.started")
        {
            lock (_gate)
                _finished.Add(stream);
        }
    }

    private StreamPieces Pieces(ServerFrame frame)
    {
        lock (_gate)
            return _streams[frame.Text("stream")];
    }

    private void SettleWhenDone()
    {
        lock (_gate)
        {
            if (_expected is not null && _expected.All(stream => _finished.Contains(stream) && _streams[stream].HasEnded))
                _settled.TrySetResult();
        }
    }

    private async Task SendViewAsync(string stream, CancellationToken cancellation)
    {
        var number = Interlocked.Increment(ref _lastRef);
        _views[number] = stream;
        await _sending.WaitAsync(cancellation);
        try
        {
            await socket.SendAsync(ClientFrames.View(number, stream, 0), cancellation);
        }
        finally
        {
            _sending.Release();
        }
    }
}
