using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;

namespace Attune.Simulation.Fake;

/// <summary>One WebSocket of the fake server.</summary>
internal sealed class FakeConnection(FakeLog log, WebSocket socket) : IFakeFollower
{
    private readonly Channel<string> _outgoing = Channel.CreateUnbounded<string>();
    private readonly Dictionary<string, long> _views = [];

    private readonly HashSet<string> _topics = [];

    public IReadOnlySet<string> Topics => _topics;

    public void Send(string frame) => _outgoing.Writer.TryWrite(frame);

    public void OnStream(string stream)
    {
        if (!_views.TryGetValue(stream, out var have))
            return;
        foreach (var frame in log.View(stream, ref have) ?? [])
            Send(frame);
        _views[stream] = have;
    }

    public async Task RunAsync(CancellationToken cancellation)
    {
        var sending = SendAllAsync(cancellation);
        try
        {
            for (var first = true; await ReadAsync(cancellation) is { } frame; first = false)
            {
                lock (log.Lock)
                {
                    if (first)
                        Welcome(frame);
                    else
                        Answer(frame);
                }
            }
        }
        catch (Exception error) when (error is WebSocketException or OperationCanceledException)
        {
            socket.Abort(); // the fake was killed, or the client cut the connection
        }
        finally
        {
            lock (log.Lock)
                log.Remove(this);
            _outgoing.Writer.TryComplete();
        }

        await sending;
    }

    private void Welcome(JsonElement handshake)
    {
        foreach (var topic in handshake.GetProperty("services").EnumerateArray())
            _topics.Add(topic.GetString()!);
        var positions = string.Join(',', Topics.Select(topic => $"\"{topic}\":{log.Position(topic)}"));
        var resume = Resume(handshake);
        Send($$"""{"type":"ack","seq":0,"generation":"g1","position":{ {{positions}} },"resume":"{{resume}}"}""");
        if (handshake.TryGetProperty("resume", out _))
        {
            Replay(Topics.ToDictionary(topic => topic, _ => long.Parse(resume)));
        }
        else if (handshake.TryGetProperty("lastSeq", out var last))
        {
            Replay(Topics.ToDictionary(topic => topic, topic =>
                last.ValueKind == JsonValueKind.Number ? last.GetInt64() : last.GetProperty(topic).GetInt64()));
        }

        log.Add(this);
    }

    /// <summary>A token of the fake is a number.</summary>
    private string Resume(JsonElement handshake) => handshake.TryGetProperty("resume", out var token) ? token.GetString()!
        : handshake.TryGetProperty("lastSeq", out var last) && last.ValueKind == JsonValueKind.Number ? last.GetRawText()
        : $"{log.LastSeq}";

    private void Replay(Dictionary<string, long> after)
    {
        foreach (var frame in log.FramesAfter(after))
            Send(frame);
    }

    private void Answer(JsonElement frame)
    {
        var reference = frame.GetProperty("ref").GetInt32();
        switch (frame.GetProperty("type").GetString())
        {
            case "publish":
                var seq = log.Publish(frame.GetProperty("topic").GetString()!, frame.GetProperty("event"));
                Send($$"""{"type":"published","ref":{{reference}},"seq":{{seq}},"generation":"g1"}""");
                break;
            case "subscribe":
                var wanted = frame.GetProperty("topics")[0];
                var topic = wanted.GetProperty("topic").GetString()!;
                Send($$"""{"type":"subscribed","ref":{{reference}},"position":{ "{{topic}}":{{log.Position(topic)}} } }""");
                Replay(new() { [topic] = wanted.GetProperty("after").GetInt64() });
                _topics.Add(topic);
                break;
            case "stream.view":
                var none = 0L;
                if (log.View(Stream(frame), ref none) is null)
                    Send($$"""{"type":"error","ref":{{reference}},"code":"unknown_stream","message":"no","retry":false}""");
                else
                    _views[Stream(frame)] = frame.GetProperty("parts").GetProperty("text").GetInt64();
                OnStream(Stream(frame));
                break;
            case "stream.append":
                if (frame.TryGetProperty("topic", out var finishing))
                    log.Tell(Stream(frame), finishing.GetString()!);
                var end = log.Append(Stream(frame), frame.GetProperty("at").GetInt64(), frame.GetProperty("data").GetString()!);
                Send(end is { } length
                    ? $$"""{"type":"appended","ref":{{reference}},"end":{{length}}}"""
                    : $$"""{"type":"error","ref":{{reference}},"code":"gap","message":"no","retry":false}""");
                break;
            case "stream.end":
                log.End(Stream(frame));
                Send($$"""{"type":"ended","ref":{{reference}},"length":{} }""");
                break;
        }
    }

    private static string Stream(JsonElement frame) => frame.GetProperty("stream").GetString()!;

    private async Task<JsonElement?> ReadAsync(CancellationToken cancellation)
    {
        using var message = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer, cancellation);
            if (part.MessageType == WebSocketMessageType.Close)
                return null;
            message.Write(buffer, 0, part.Count);
            if (part.EndOfMessage)
                return JsonDocument.Parse(message.ToArray()).RootElement;
        }
    }

    private async Task SendAllAsync(CancellationToken cancellation)
    {
        try
        {
            await foreach (var frame in _outgoing.Reader.ReadAllAsync(cancellation))
                await socket.SendAsync(Encoding.UTF8.GetBytes(frame), WebSocketMessageType.Text, true, cancellation);
        }
        catch (Exception error) when (error is WebSocketException or OperationCanceledException)
        {
            socket.Abort(); // the other direction sees it and ends
        }
    }
}
