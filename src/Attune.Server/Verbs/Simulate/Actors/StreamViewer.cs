using System.Buffers;
using System.Text;
using Attune.Server.Verbs.Simulate.Checking;
using Attune.Server.Verbs.Simulate.Wire;

namespace Attune.Server.Verbs.Simulate.Actors;

/// <summary>
/// Watches an AI stream to its end. After every lost connection it says how many bytes it has and must get exactly the rest.
/// </summary>
internal sealed class StreamViewer(string name, string stream, ServerTarget target, Pace pace)
{
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private string? _state;

    /// <summary>Cuts its own connection once when it has so many bytes; null never does.</summary>
    public int? CutAfter { get; set; }

    /// <summary>Called with the bytes it has, after each frame.</summary>
    public Action<long>? OnBytes { get; init; }

    /// <summary>Called with the bytes it has, when its connection is lost.</summary>
    public Action<long>? OnLost { get; init; }

    /// <summary>Called with the position it asks to go on from, when it has connected again.</summary>
    public Action<long>? OnResumed { get; init; }

    /// <summary>Connections that were lost.</summary>
    public int Reconnects { get; private set; }

    /// <summary>What it has put together.</summary>
    public StreamCopy Copy => new(name, _bytes.WrittenMemory, _state);

    /// <summary>Ends when the stream has ended.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                await WatchAsync(cancellation);
                return;
            }
            catch (ConnectionLostException)
            {
                Reconnects++;
                OnLost?.Invoke(_bytes.WrittenCount);
                await pace.PauseAsync(cancellation);
            }
        }
    }

    private async Task WatchAsync(CancellationToken cancellation)
    {
        var (socket, _) = await RealtimeSocket.OpenAsync(target, ClientFrames.Greeting(), cancellation);
        using var owned = socket;
        if (Reconnects > 0)
            OnResumed?.Invoke(_bytes.WrittenCount);
        await socket.SendAsync(ClientFrames.View(1, stream, _bytes.WrittenCount), cancellation);
        while (_state is null or "open" or "orphaned")
        {
            var frame = await socket.ReceiveAsync(cancellation);
            switch (frame.Type)
            {
                case "stream":
                    Append(frame);
                    CutOnce(socket);
                    break;
                case "stream.state":
                    _state = frame.Text("state");
                    break;
                case "error" when frame.Text("code") == "unknown_stream":
                    await pace.PauseAsync(cancellation); // its producer has not begun: ask again
                    await socket.SendAsync(ClientFrames.View(1, stream, _bytes.WrittenCount), cancellation);
                    break;
                default:
                    frame.ThrowIfError();
                    break;
            }
        }
    }

    private void Append(ServerFrame frame)
    {
        var data = Encoding.UTF8.GetBytes(frame.Text("data"));
        if (frame.Number("at") != _bytes.WrittenCount || frame.Number("end") != _bytes.WrittenCount + data.Length)
            throw new RefusedException("stream_broken",
                $"{name} has {_bytes.WrittenCount} bytes and got {frame.Json.GetRawText()}");
        _bytes.Write(data);
        OnBytes?.Invoke(_bytes.WrittenCount);
    }

    private void CutOnce(RealtimeSocket socket)
    {
        if (CutAfter is not { } limit || _bytes.WrittenCount < limit)
            return;
        CutAfter = null;
        socket.Abort();
        throw new ConnectionLostException("cut on purpose");
    }
}
