using System.Buffers;
using System.Globalization;
using System.Text;
using Attune.Server.Verbs.Simulate.Checking;
using Attune.Server.Verbs.Simulate.Planting;
using Attune.Server.Verbs.Simulate.Wire;

namespace Attune.Server.Verbs.Simulate.Actors;

/// <summary>
/// Watches an AI stream to its end. After every lost connection it says how many bytes it has and must get exactly the rest,
/// whatever transport it changes to.
/// </summary>
internal sealed class StreamViewer(string name, string stream, ServerTarget target, Pace pace)
{
    private const string UnknownStream = "unknown_stream";

    private readonly ArrayBufferWriter<byte> _bytes = new();
    private string? _state;
    private Transport? _transport;

    /// <summary>Cuts its own connection once when it has so many bytes; null never does.</summary>
    public int? CutAfter { get; set; }

    /// <summary>Further cuts, each when it has so many bytes, ascending.</summary>
    public Queue<int> LaterCuts { get; init; } = [];

    /// <summary>What it connects with, one after the other and again from the start.</summary>
    public IReadOnlyList<Transport> Transports { get; init; } = [Transport.WebSocket];

    /// <summary>Spoils what comes, if wanted.</summary>
    public TextGarbler Garbler { get; init; } = new(isActive: false);

    /// <summary>Called with the bytes it has, after each frame.</summary>
    public Action<long>? OnBytes { get; init; }

    /// <summary>Called with the bytes it has, when its connection is lost.</summary>
    public Action<long>? OnLost { get; init; }

    /// <summary>Called with the position it asks to go on from, when it has connected again.</summary>
    public Action<long>? OnResumed { get; init; }

    /// <summary>Connections that were lost.</summary>
    public int Reconnects { get; private set; }

    /// <summary>Connections by another transport than the one before.</summary>
    public int Switches { get; private set; }

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
        var transport = Transports[Reconnects % Transports.Count];
        using var feed = transport == Transport.WebSocket
            ? (await RealtimeSocket.OpenAsync(target, ClientFrames.Greeting(), cancellation)).Socket
            : await OpenEventsAsync(cancellation);
        Switches += _transport is { } before && before != transport ? 1 : 0;
        _transport = transport;
        if (Reconnects > 0)
            OnResumed?.Invoke(_bytes.WrittenCount);
        if (feed is RealtimeSocket socket)
            await socket.SendAsync(ClientFrames.View(1, stream, _bytes.WrittenCount), cancellation);
        while (_state is null or "open" or "orphaned")
            await TakeAsync(await feed.ReceiveAsync(cancellation), feed, cancellation);
    }

    private async Task<IFrameFeed> OpenEventsAsync(CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                var position = _bytes.WrittenCount > 0 ? _bytes.WrittenCount.ToString(CultureInfo.InvariantCulture) : null;
                return await EventStream.OpenAsync(
                    target, $"/v2/realtime/streams/{stream}", position, isNarrow: false, cancellation);
            }
            catch (RefusedException error) when (error.Code == UnknownStream)
            {
                await pace.PauseAsync(cancellation); // its producer has not begun: ask again
            }
        }
    }

    private async Task TakeAsync(ServerFrame frame, IFrameFeed feed, CancellationToken cancellation)
    {
        switch (frame.Type)
        {
            case "stream":
                Append(frame);
                CutOnce(feed);
                break;
            case "stream.state":
                _state = frame.Text("state");
                break;
            case "bye":
                throw new ConnectionLostException("the server said bye");
            case "error" when frame.Text("code") == UnknownStream && feed is RealtimeSocket socket:
                await pace.PauseAsync(cancellation); // its producer has not begun: ask again
                await socket.SendAsync(ClientFrames.View(1, stream, _bytes.WrittenCount), cancellation);
                break;
            default:
                frame.ThrowIfError();
                break;
        }
    }

    private void Append(ServerFrame frame)
    {
        var data = Encoding.UTF8.GetBytes(frame.Text("data"));
        if (frame.Number("at") != _bytes.WrittenCount || frame.Number("end") != _bytes.WrittenCount + data.Length)
            throw new RefusedException("stream_broken",
                $"{name} has {_bytes.WrittenCount} bytes and got {frame.Json.GetRawText()}");
        _bytes.Write(Garbler.Pass(data));
        OnBytes?.Invoke(_bytes.WrittenCount);
    }

    private void CutOnce(IFrameFeed feed)
    {
        if (CutAfter is not { } limit || _bytes.WrittenCount < limit)
            return;
        CutAfter = LaterCuts.TryDequeue(out var next) ? next : null;
        feed.Abort();
        throw new ConnectionLostException("cut on purpose");
    }
}
