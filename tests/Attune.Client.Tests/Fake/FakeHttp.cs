using System.IO.Pipelines;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Web;

namespace Attune.Client.Tests.Fake;

/// <summary>The HTTP endpoints of the fake server.</summary>
internal sealed class FakeHttp(FakeServer server) : HttpMessageHandler
{
    private readonly FakeLog _log = server.Log;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await Task.Yield();
        lock (_log.Gate)
        {
            server.Tokens.Add(request.Headers.Authorization?.Parameter);
            if (!server.IsUp || server.Breaks())
                throw new HttpRequestException("The connection was reset.");
            if (server.Refuse?.Invoke(request) is { } refusal)
                return refusal;
        }

        var path = request.RequestUri!.AbsolutePath;
        Assert.StartsWith("/base/v2/realtime/", path, StringComparison.Ordinal);
        var query = HttpUtility.ParseQueryString(request.RequestUri.Query);
        return path["/base/v2/realtime/".Length..] switch
        {
            "events" => await EventsAsync(query, cancellationToken),
            "poll" => await PollAsync(query, cancellationToken),
            "publish" => await PublishAsync(request, cancellationToken),
            var other when request.Method == HttpMethod.Get => View(other["streams/".Length..], request, cancellationToken),
            var other => await FeedAsync(other["streams/".Length..], query, request, cancellationToken),
        };
    }

    private async Task<HttpResponseMessage> EventsAsync(
        System.Collections.Specialized.NameValueCollection query, CancellationToken cancellation)
    {
        await Task.Yield();
        if (!server.AllowsEventStreams)
            return new HttpResponseMessage(HttpStatusCode.BadGateway);
        var topics = TopicsOf(query);
        if (Refusal(topics, query) is { } refusal)
            return refusal;
        return Stream(session =>
        {
            var notices = new List<string>();
            Follow(session, topics, query, notices);
            session.Send(session.Ack(topics));
            notices.ForEach(session.Send);
        }, session => $"id: {session.Token}\n", cancellation);
    }

    private async Task<HttpResponseMessage> PollAsync(
        System.Collections.Specialized.NameValueCollection query, CancellationToken cancellation)
    {
        var topics = TopicsOf(query);
        if (Refusal(topics, query) is { } refusal)
            return refusal;
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(server.Over, cancellation);
        var session = server.Open(() => _ = gone.CancelAsync());
        try
        {
            var isFirst = query["cursor"] is null && query["lastSeq"] is null;
            lock (_log.Gate)
            {
                var notices = new List<string>();
                Follow(session, topics, query, notices);
                if (isFirst)
                    session.Send(session.Ack(topics));
                notices.ForEach(session.Send);
            }

            while (true)
            {
                Task changed;
                lock (_log.Gate)
                {
                    changed = server.NextChange();
                    var frames = session.Due();
                    if (frames.Count > 0 || query["wait"] == "0")
                        return Json($$"""{"frames":[{{string.Join(',', frames)}}],"cursor":"{{session.Token}}"}""");
                }

                await changed.WaitAsync(gone.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new HttpRequestException("The connection was reset.");
        }
        finally
        {
            server.Close(session);
        }
    }

    private async Task<HttpResponseMessage> PublishAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        var draft = JsonDocument.Parse(await request.Content!.ReadAsStringAsync(cancellation)).RootElement;
        lock (_log.Gate)
        {
            var id = draft.GetProperty("id").GetString()!;
            var (seq, generation) = _log.Publish(draft.GetProperty("service").GetString()!, id,
                draft.GetProperty("type").GetString()!, draft.GetProperty("data").GetRawText());
            server.Changed();
            if (server.Breaks())
                throw new HttpRequestException("The answer was lost.");
            return Json($$"""{"seq":{{seq}},"generation":"{{generation}}","id":"{{id}}"}""");
        }
    }

    private HttpResponseMessage View(string id, HttpRequestMessage request, CancellationToken cancellation)
    {
        lock (_log.Gate)
        {
            if (!_log.Streams.ContainsKey(id))
                return Problem(HttpStatusCode.NotFound, "unknown_stream");
        }

        var last = request.Headers.TryGetValues("Last-Event-ID", out var ids) ? ids.First() : "text=0";
        var have = long.Parse(last["text=".Length..], null);
        return Stream(session => session.View(id, have, null), _ => "", cancellation);
    }

    private async Task<HttpResponseMessage> FeedAsync(string id,
        System.Collections.Specialized.NameValueCollection query, HttpRequestMessage request, CancellationToken cancellation)
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(server.Over, cancellation);
        var session = server.Open(() => _ = gone.CancelAsync());
        try
        {
            var pipe = new Pipe();
            var sending = CopyAsync(request.Content!, pipe.Writer, gone.Token);
            using var reader = new StreamReader(pipe.Reader.AsStream(), Encoding.UTF8);
            var at = query["at"] == "end" ? -1 : long.Parse(query["at"]!, null);
            var buffer = new char[64];
            var held = 0;
            while (true)
            {
                var reading = reader.ReadAsync(buffer.AsMemory(held), gone.Token).AsTask();
                if (await IsStoppedBeforeAsync(id, reading))
                    break;
                var read = held + await reading;
                lock (_log.Gate)
                {
                    if (server.Breaks())
                        throw new HttpRequestException("The connection was reset.");
                    if (!_log.Streams.TryGetValue(id, out var stream))
                        _log.Streams[id] = stream = new FakeStream();
                    if (at < 0)
                        at = stream.Bytes.Count;
                    held = read > 0 && char.IsHighSurrogate(buffer[read - 1]) ? 1 : 0;
                    var text = new string(buffer, 0, read - held);
                    buffer[0] = held > 0 ? buffer[read - 1] : default;
                    var refusal = stream.Append(at, text);
                    at += Encoding.UTF8.GetByteCount(text);
                    if (read == 0)
                        refusal ??= stream.End("complete");
                    server.Changed();
                    if (read == 0)
                        return refusal is null
                            ? Json($$"""{"stream":"{{id}}","state":"complete","length":{"text":{{stream.Bytes.Count}}} }""")
                            : Problem(HttpStatusCode.Conflict, refusal);
                    if (refusal is not null)
                        break;
                }
            }

            // As over HTTP/1.1: the answer is read when the body has been sent.
            await sending;
            return Problem(HttpStatusCode.Conflict, "stream_ended");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new HttpRequestException("The connection was reset.");
        }
        finally
        {
            server.Close(session);
        }
    }

    /// <summary>A stop does not wait for the next piece.</summary>
    private async Task<bool> IsStoppedBeforeAsync(string id, Task reading)
    {
        while (true)
        {
            Task changed;
            lock (_log.Gate)
            {
                if (_log.Streams.GetValueOrDefault(id) is { IsStopRequested: true } stream)
                {
                    stream.End("cancelled");
                    server.Changed();
                    return true;
                }

                changed = server.NextChange();
            }

            if (await Task.WhenAny(reading, changed) == reading)
                return false;
        }
    }

    private static async Task CopyAsync(HttpContent body, PipeWriter to, CancellationToken cancellation)
    {
        try
        {
            await body.CopyToAsync(to.AsStream(), cancellation);
        }
        catch (Exception error) when (error is OperationCanceledException or HttpRequestException or InvalidOperationException)
        {
            // The request was given up: that is not the end of the body.
            await to.CompleteAsync(new HttpRequestException("The body broke off.", error));
            return;
        }

        await to.CompleteAsync();
    }

    private static string[] TopicsOf(System.Collections.Specialized.NameValueCollection query)
    {
        Assert.True(query["topics"] is not null || query["announcements"] == "true", "A request follows something.");
        return query["topics"]?.Split(',') ?? [];
    }

    private HttpResponseMessage? Refusal(string[] topics, System.Collections.Specialized.NameValueCollection query)
    {
        if (query["cursor"] is { } token && _log.ReadToken(token) is null)
            return Problem(HttpStatusCode.BadRequest, "invalid_argument");
        return topics.Any(server.Forbidden.Contains) ? Problem(HttpStatusCode.NotFound, "unknown_service") : null;
    }

    private void Follow(FakeSession session, string[] topics,
        System.Collections.Specialized.NameValueCollection query, List<string> notices)
    {
        var last = query["lastSeq"]?.Split(',');
        Assert.True(last is null || last.Length == topics.Length, "One number for each topic.");
        var cursor = query["cursor"] is { } token ? _log.ReadToken(token) : null;
        for (var i = 0; i < topics.Length; i++)
        {
            if (cursor is var (generation, seq))
                session.Follow(topics[i], seq, generation, notices);
            else
                session.Follow(topics[i], last is null ? null : long.Parse(last[i], null), query["generation"], notices);
        }
    }

    /// <summary>A response that grows.</summary>
    private HttpResponseMessage Stream(Action<FakeSession> begin, Func<FakeSession, string> id, CancellationToken cancellation)
    {
        var pipe = new Pipe();
        var gone = CancellationTokenSource.CreateLinkedTokenSource(server.Over, cancellation);
        var session = server.Open(() => _ = gone.CancelAsync());
        lock (_log.Gate)
            begin(session);
        server.Track(WriteAsync(session, pipe.Writer, id, gone));
        return new HttpResponseMessage { Content = new StreamContent(pipe.Reader.AsStream()) };
    }

    private async Task WriteAsync(
        FakeSession session, PipeWriter body, Func<FakeSession, string> id, CancellationTokenSource gone)
    {
        try
        {
            while (!gone.IsCancellationRequested)
            {
                Task changed;
                var text = new StringBuilder();
                lock (_log.Gate)
                {
                    changed = server.NextChange();
                    var due = session.Due();
                    foreach (var frame in due)
                        text.Append($"data: {frame}\n\n");
                    // Only after the last: a token stands for all that came before it.
                    if (due.Count > 0 && id(session) is { Length: > 0 } field)
                        text.Append($"{field}\n");
                }

                if (text.Length == 0)
                {
                    await changed.WaitAsync(gone.Token);
                    continue;
                }

                await body.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), gone.Token);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or InvalidOperationException)
        {
            // Cut, by either side.
        }

        server.Close(session);
        await body.CompleteAsync();
        gone.Dispose();
    }

    public static HttpResponseMessage Problem(HttpStatusCode status, string code) => new(status)
    {
        Content = new StringContent(
            $$"""{"title":"t","status":{{(int)status}},"detail":"{{code}}.","code":"{{code}}","whatToDo":"w","retry":false}""",
            Encoding.UTF8, "application/problem+json"),
    };

    private static HttpResponseMessage Json(string body) =>
        new() { Content = new StringContent(body, Encoding.UTF8, "application/json") };
}
