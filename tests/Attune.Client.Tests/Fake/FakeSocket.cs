using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Attune.Client.Tests.Fake;

/// <summary>One WebSocket of the fake server.</summary>
internal sealed class FakeSocket(FakeServer server, WebSocket socket)
{
    private readonly CancellationTokenSource _gone = CancellationTokenSource.CreateLinkedTokenSource(server.Over);
    private readonly FakeLog _log = server.Log;
    private bool _isLive;

    public async Task RunAsync()
    {
        var session = server.Open(() => _ = _gone.CancelAsync(), isSocket: true);
        var sending = SendAllAsync(session);
        try
        {
            while (true)
            {
                if (await ReadAsync() is not { } frame)
                {
                    server.SaidGoodbye();
                    break;
                }

                lock (_log.Gate)
                {
                    server.Received.Add(frame);
                    if (server.Breaks())
                        break;
                    Handle(session, JsonDocument.Parse(frame).RootElement);
                    if (server.Breaks())
                        break;
                    server.Changed();
                }
            }
        }
        catch (Exception error) when (error is WebSocketException or OperationCanceledException or IOException
            or InvalidOperationException)
        {
            // Cut, by either side.
        }

        server.Close(session);
        await _gone.CancelAsync();
        await sending;
        socket.Dispose();
        _gone.Dispose();
    }

    private async Task SendAllAsync(FakeSession session)
    {
        try
        {
            while (true)
            {
                Task changed;
                IReadOnlyList<string> due;
                lock (_log.Gate)
                {
                    if (session.IsGone)
                        return;
                    changed = server.NextChange();
                    due = session.Due();
                }

                foreach (var frame in due)
                    await socket.SendAsync(Encoding.UTF8.GetBytes(frame), WebSocketMessageType.Text, true, _gone.Token);
                if (due.Count == 0)
                    await changed.WaitAsync(_gone.Token);
            }
        }
        catch (Exception error) when (error is WebSocketException or OperationCanceledException or IOException
            or InvalidOperationException)
        {
            // Cut, by either side.
        }
    }

    private void Handle(FakeSession session, JsonElement frame)
    {
        if (!_isLive)
        {
            ShakeHands(session, frame);
            return;
        }

        var reference = frame.GetProperty("ref").GetInt64();
        var stream = frame.TryGetProperty("stream", out var id) ? id.GetString()! : "";
        switch (frame.GetProperty("type").GetString())
        {
            case "subscribe":
                Subscribe(session, frame, reference);
                break;
            case "unsubscribe":
                session.Unfollow(frame.GetProperty("topics")[0].GetString()!);
                session.Send($$"""{"type":"unsubscribed","ref":{{reference}}}""");
                break;
            case "publish":
                Publish(session, frame, reference);
                break;
            case "stream.view" when _log.Streams.ContainsKey(stream):
                session.View(stream, frame.GetProperty("parts").TryGetProperty("text", out var have) ? have.GetInt64() : 0,
                    $"{reference}");
                break;
            case "stream.append":
                Append(session, frame, reference, stream);
                break;
            case "stream.end" when _log.Streams.TryGetValue(stream, out var ending):
                Answer(session, reference, ending.End(frame.GetProperty("state").GetString()!),
                    $$"""{"type":"ended","ref":{{reference}},"length":{"text":{{ending.Bytes.Count}}} }""");
                break;
            case "stream.stop" when _log.Streams.TryGetValue(stream, out var stopping):
                stopping.IsStopRequested = true;
                session.Send($$"""{"type":"stopping","ref":{{reference}},"stream":"{{stream}}"}""");
                server.Broadcast($$"""{"type":"stream.stop","stream":"{{stream}}"}""", toSockets: true);
                break;
            case "ping":
                session.Send($$"""{"type":"pong","ref":{{reference}}}""");
                break;
            case "refresh":
                server.Tokens.Add(frame.GetProperty("token").GetString());
                session.Send($$"""{"type":"refreshed","ref":{{reference}},"expiresAt":"2026-11-22T05:00:00Z"}""");
                break;
            case "history":
                break; // never answered
            default:
                Answer(session, reference, "unknown_stream", "");
                break;
        }
    }

    private void ShakeHands(FakeSession session, JsonElement frame)
    {
        var topics = frame.GetProperty("services").EnumerateArray().Select(topic => topic.GetString()!).ToList();
        Assert.True(topics.Count > 0 || frame.GetProperty("announcements").GetBoolean(), "A handshake follows something.");
        if (frame.TryGetProperty("resume", out var token) && _log.ReadToken(token.GetString()!) is null)
        {
            session.Send("""{"type":"error","code":"invalid_argument","message":"no","retry":false}""");
            return;
        }

        if (topics.Find(server.Forbidden.Contains) is { } refused)
        {
            session.Send(
                $$"""{"type":"error","code":"unknown_service","message":"no","service":"{{refused}}","retry":false}""");
            return;
        }

        var notices = new List<string>();
        foreach (var topic in topics)
        {
            var (after, generation) = StartOf(frame, topic);
            session.Follow(topic, after, generation, notices);
        }

        session.Send(session.Ack(topics));
        notices.ForEach(session.Send);
        _isLive = true;
    }

    private (long? After, string? Generation) StartOf(JsonElement frame, string topic)
    {
        if (frame.TryGetProperty("resume", out var token) && _log.ReadToken(token.GetString()!) is var (generation, seq))
            return (seq, generation);

        var told = frame.TryGetProperty("generation", out var name) ? name.GetString() : null;
        return frame.TryGetProperty("lastSeq", out var map) && map.TryGetProperty(topic, out var own)
            ? (own.GetInt64(), told)
            : (null, told);
    }

    private void Subscribe(FakeSession session, JsonElement frame, long reference)
    {
        var wanted = frame.GetProperty("topics")[0];
        var topic = wanted.GetProperty("topic").GetString()!;
        if (server.Forbidden.Contains(topic))
        {
            Answer(session, reference, "unknown_service", "");
            return;
        }

        var notices = new List<string>();
        var newest = session.Follow(topic, wanted.TryGetProperty("after", out var after) ? after.GetInt64() : null,
            frame.TryGetProperty("generation", out var generation) ? generation.GetString() : null, notices);
        session.Send($$"""{"type":"subscribed","ref":{{reference}},"position":{"{{topic}}":{{newest}}} }""");
        notices.ForEach(session.Send);
    }

    private void Publish(FakeSession session, JsonElement frame, long reference)
    {
        var draft = frame.GetProperty("event");
        var (seq, generation) = _log.Publish(frame.GetProperty("topic").GetString()!, draft.GetProperty("id").GetString()!,
            draft.GetProperty("type").GetString()!, draft.GetProperty("data").GetRawText());
        session.Send($$"""{"type":"published","ref":{{reference}},"seq":{{seq}},"generation":"{{generation}}"}""");
    }

    private void Append(FakeSession session, JsonElement frame, long reference, string id)
    {
        if (!_log.Streams.TryGetValue(id, out var stream))
            _log.Streams[id] = stream = new FakeStream();
        var refusal = stream.Append(frame.GetProperty("at").GetInt64(), frame.GetProperty("data").GetString()!);
        Answer(session, reference, refusal, $$"""{"type":"appended","ref":{{reference}},"end":{{stream.Bytes.Count}}}""");
        if (stream.IsStopRequested && refusal is null)
            session.Send($$"""{"type":"stream.stop","stream":"{{id}}"}""");
    }

    private static void Answer(FakeSession session, long reference, string? refusal, string answer) => session.Send(
        refusal is null
        ? answer
        : $$"""{"type":"error","ref":{{reference}},"code":"{{refusal}}","message":"no","retry":false}""");

    private async Task<string?> ReadAsync()
    {
        using var message = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(), _gone.Token);
            if (part.MessageType == WebSocketMessageType.Close)
                return null;
            message.Write(buffer, 0, part.Count);
            if (part.EndOfMessage)
                return Encoding.UTF8.GetString(message.ToArray());
        }
    }
}
