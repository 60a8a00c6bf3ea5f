using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Attune.Client.Protocol;
using Attune.Contracts;
using Attune.Contracts.Errors;

namespace Attune.Client.Links;

/// <summary>Runs verbs as HTTP requests and answers with the frames that a WebSocket would have got.</summary>
internal sealed class HttpVerbs : IDisposable
{
    private static readonly TimeSpan UnknownWait = TimeSpan.FromMilliseconds(200);

    private readonly AttuneClientOptions _options;
    private readonly HttpAccess _http;
    private readonly Func<ServerFrame, ValueTask> _emit;
    private readonly Action _heard;
    private readonly CancellationToken _over;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, CancellationTokenSource> _views = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HttpFeed> _feeds = new(StringComparer.Ordinal);
    // Streams that a viewer stopped and their lengths; each is taken by the end that its writer tells then.
    private readonly Dictionary<string, Dictionary<string, long>> _stopped = new(StringComparer.Ordinal);
    // Publishes wait for one another, so that their order stays; bounded by the outbox.
    private Task _lastPublish = Task.CompletedTask;

    public HttpVerbs(AttuneClientOptions options, HttpAccess http, Func<ServerFrame, ValueTask> emit, Action heard,
        CancellationToken over)
    {
        _options = options;
        _http = http;
        _emit = emit;
        _heard = heard;
        _over = over;
    }

    /// <summary>Runs one verb to its answer.</summary>
    /// <exception cref="LinkFailedException">The connection is not usable any more; others come from the network.</exception>
    public Task RunAsync(long reference, Verb verb)
    {
        switch (verb)
        {
            case PublishVerb publish:
                lock (_gate)
                    return _lastPublish = PublishAsync(_lastPublish, reference, publish);
            case HistoryVerb history:
                return HistoryAsync(reference, history);
            case ViewVerb view:
                return ViewAsync(reference, view);
            case StopVerb stop:
                return StopAsync(reference, stop);
            case UnviewVerb view:
                EndView(view.Stream);
                return Task.CompletedTask;
            case AppendVerb append:
                return AppendAsync(reference, append);
            case UnwriteVerb writer:
                GiveUpFeed(writer);
                return Task.CompletedTask;
            case EndVerb { State: "complete" } end:
                return EndAsync(reference, end);
            case EndVerb { State: "cancelled" } end when TakeStopped(end.Stream) is { } length:
                return _emit(new ServerFrame { Type = "ended", Ref = reference, Length = length }).AsTask();
            case RefreshVerb:
                // The token is used by the next request; nobody has looked at it yet.
                return _emit(new ServerFrame { Type = "refreshed", Ref = reference }).AsTask();
            default:
                var error = ClientErrors.NeedsWebSocket;
                return _emit(ServerFrame.Failed(reference, error.Code, error.Title, error.Retry)).AsTask();
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var view in _views.Values)
                view.Dispose();
            _views.Clear();
        }
    }

    private async Task PublishAsync(Task before, long reference, PublishVerb verb)
    {
        // One that was lost on the way fails those behind it as well: they go again together, in order.
        await before;
        using var request = new HttpRequestMessage(HttpMethod.Post, _http.At("v2/realtime/publish"));
        request.Content = new ReadOnlyMemoryContent(verb.ToBody());
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (await AskAsync(reference, request) is not { } body)
            return;
        var reply = JsonSerializer.Deserialize(body, AttuneJson.Wire.PublishReply)!;
        await _emit(new ServerFrame
        {
            Type = "published",
            Ref = reference,
            Seq = reply.Seq,
            Generation = reply.Generation,
            Id = reply.Id,
        });
    }

    private async Task HistoryAsync(long reference, HistoryVerb verb)
    {
        var query = $"topic={Uri.EscapeDataString(verb.Topic)}&after={verb.After}&limit={verb.Limit}";
        using var request = new HttpRequestMessage(HttpMethod.Get, _http.At($"v2/realtime/history?{query}"));
        if (await AskAsync(reference, request) is { } body)
            await _emit(JsonSerializer.Deserialize(body, FrameJson.Wire.ServerFrame)! with { Type = "history", Ref = reference });
    }

    private async Task StopAsync(long reference, StopVerb verb)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, AddressOf(verb.Stream, ""));
        if (await AskAsync(reference, request) is not null)
            await _emit(new ServerFrame { Type = "stopping", Ref = reference, Stream = verb.Stream });
    }

    /// <summary>The body of a good answer; null after a bad one was told.</summary>
    private async Task<byte[]?> AskAsync(long reference, HttpRequestMessage request)
    {
        using var deadline = new CancellationTokenSource(_options.VerbTimeout, _options.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, _over);
        using var response = await _http.SendAsync(request, either.Token);
        _heard();
        if (response.IsSuccessStatusCode)
            return await response.Content.ReadAsByteArrayAsync(either.Token);
        await _emit(await HttpAccess.ReadFailureAsync(response, reference, either.Token));
        return null;
    }

    private async Task ViewAsync(long reference, ViewVerb verb)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(_over);
        EndView(verb.Stream);
        lock (_gate)
            _views[verb.Stream] = over;
        try
        {
            await ReadViewAsync(reference, verb, over.Token);
        }
        catch (OperationCanceledException) when (!_over.IsCancellationRequested)
        {
            // Nobody looks at it any more, or a newer request does.
        }
        finally
        {
            lock (_gate)
            {
                if (_views.GetValueOrDefault(verb.Stream) == over)
                    _views.Remove(verb.Stream);
            }
        }
    }

    private async Task ReadViewAsync(long reference, ViewVerb verb, CancellationToken over)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, AddressOf(verb.Stream, ""));
        request.Headers.Accept.ParseAdd("text/event-stream");
        if (verb.Parts.Count > 0)
            request.Headers.Add("Last-Event-ID", string.Join(',', verb.Parts.Select(part => $"{part.Key}={part.Value}")));
        using var response = await _http.SendAsync(request, over);
        if (!response.IsSuccessStatusCode)
        {
            await _emit(await HttpAccess.ReadFailureAsync(response, reference, over));
            return;
        }

        using var events = new SseReader(await response.Content.ReadAsStreamAsync(over), _heard);
        long? first = reference;
        while (await events.ReadAsync(over) is { } data)
        {
            if (data.Length == 0 || ServerFrame.Read(Encoding.UTF8.GetBytes(data)) is not { } frame)
                continue;
            if (frame.Type == "bye")
                throw new LinkFailedException(LinkEnd.Lost("bye").Within(frame.ReconnectAfterMs), tryNext: false);
            await _emit(frame with { Ref = first });
            first = null;
            if (frame.Type == "stream.state" && frame.State is not ("open" or "orphaned"))
                return;
        }

        throw new LinkFailedException(LinkEnd.Lost("the server ended a view"), tryNext: true);
    }

    private void EndView(string stream)
    {
        lock (_gate)
        {
            if (_views.Remove(stream, out var view))
                _ = view.CancelAsync();
        }
    }

    /// <summary>The first append opens a request whose body the others go on with; all are answered by its end.</summary>
    private async Task AppendAsync(long reference, AppendVerb verb)
    {
        HttpFeed? feed;
        var isNew = false;
        lock (_gate)
        {
            if (!_feeds.TryGetValue(verb.Stream, out feed))
            {
                isNew = true;
                _feeds[verb.Stream] = feed = new HttpFeed(verb.Part, verb.At);
            }
        }

        if (verb.Part != feed.Part)
        {
            var error = ClientErrors.NeedsWebSocket;
            await _emit(ServerFrame.Failed(reference, error.Code, "A second part needs a WebSocket.", error.Retry));
            return;
        }

        if (!feed.TryAdd(reference, verb.At, verb.Data))
            await _emit(ServerFrame.Failed(reference, RealtimeErrors.StreamGap.Code, RealtimeErrors.StreamGap.Title, false));
        else if (isNew)
            await FeedAsync(feed, verb);
    }

    private Task EndAsync(long reference, EndVerb verb)
    {
        lock (_gate)
        {
            if (_feeds.TryGetValue(verb.Stream, out var feed))
            {
                feed.End(reference);
                return Task.CompletedTask;
            }
        }

        // Everything was stored over another connection: an empty body behind it only ends the stream.
        var empty = new AppendVerb(verb.Stream, verb.Part, verb.At, "", null);
        var last = new HttpFeed(empty.Part, empty.At);
        last.End(reference);
        return FeedAsync(last, empty);
    }

    private async Task FeedAsync(HttpFeed feed, AppendVerb first)
    {
        var query = $"?part={Uri.EscapeDataString(first.Part)}&at={first.At}"
            + (first.Topic is null ? "" : $"&topic={Uri.EscapeDataString(first.Topic)}");
        using var over = CancellationTokenSource.CreateLinkedTokenSource(_over);
        lock (_gate)
            feed.Request = over;
        using var request = new HttpRequestMessage(HttpMethod.Post, AddressOf(first.Stream, query)) { Content = feed };
        request.Headers.TransferEncodingChunked = true;
        var watch = feed.IsEnded ? Task.CompletedTask : WatchForStopAsync(feed, first, over.Token);
        try
        {
            using var response = await _http.SendAsync(request, over.Token);
            _heard();
            // Only now: what is written behind one that was lost on the way must not begin another.
            Forget(first.Stream, feed);
            await AnswerFeedAsync(feed, response);
        }
        catch (OperationCanceledException) when (!_over.IsCancellationRequested)
        {
            // Its writer has let go of the stream.
        }
        finally
        {
            lock (_gate)
                feed.Request = null;
            await over.CancelAsync();
            await watch.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void GiveUpFeed(UnwriteVerb writer)
    {
        lock (_gate)
        {
            if (_feeds.GetValueOrDefault(writer.Stream) is not { } feed || feed.Part != writer.Part)
                return;
            _feeds.Remove(writer.Stream);
            _ = feed.Request?.CancelAsync();
        }
    }

    private void Forget(string stream, HttpFeed feed)
    {
        lock (_gate)
        {
            if (_feeds.GetValueOrDefault(stream) == feed)
                _feeds.Remove(stream);
        }
    }

    private async Task AnswerFeedAsync(HttpFeed feed, HttpResponseMessage response)
    {
        if (!response.IsSuccessStatusCode)
        {
            var failure = await HttpAccess.ReadFailureAsync(response, null, _over);
            foreach (var reference in feed.Appends.Append(feed.EndReference ?? -1))
                await _emit(failure with { Ref = reference });
            return;
        }

        var body = await response.Content.ReadAsByteArrayAsync(_over);
        var ended = JsonSerializer.Deserialize(body, FrameJson.Wire.ServerFrame)!;
        foreach (var reference in feed.Appends)
            await _emit(new ServerFrame { Type = "appended", Ref = reference });
        await _emit(ended with { Type = "ended", Ref = feed.EndReference });
    }

    /// <summary>
    /// A viewer's wish to stop ends the stream, but the answer to a request is read only when its body is finished: so the
    /// stream is watched, and the body finished when it has ended.
    /// </summary>
    private async Task WatchForStopAsync(HttpFeed feed, AppendVerb first, CancellationToken over)
    {
        while (true)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, AddressOf(first.Stream, ""));
            request.Headers.Accept.ParseAdd("text/event-stream");
            request.Headers.Add("Last-Event-ID", $"{first.Part}={first.At}");
            using var response = await _http.SendAsync(request, over);
            if (response.IsSuccessStatusCode)
            {
                using var events = new SseReader(await response.Content.ReadAsStreamAsync(over), _heard);
                if (await ReadEndAsync(events, over) is { } frame)
                {
                    await StoppedAsync(feed, frame);
                    return;
                }
            }
            else if (response.StatusCode != HttpStatusCode.NotFound)
            {
                return;
            }

            // Its first append is still on the way, or the view broke off.
            await Task.Delay(UnknownWait, _options.Clock, over);
        }
    }

    /// <summary>Waits for the end of a stream; null when the answer was over before.</summary>
    private static async ValueTask<ServerFrame?> ReadEndAsync(SseReader events, CancellationToken over)
    {
        while (await events.ReadAsync(over) is { } data)
        {
            if (data.Length > 0 && ServerFrame.Read(Encoding.UTF8.GetBytes(data)) is { State: { } state } frame
                && state is not ("open" or "orphaned"))
                return frame;
        }

        return null;
    }

    private async ValueTask StoppedAsync(HttpFeed feed, ServerFrame frame)
    {
        if (feed.IsEnded)
            return;
        lock (_gate)
            _stopped[frame.Stream!] = frame.Length ?? [];
        // In this order: the writer has to know why what it wrote is refused.
        await _emit(new ServerFrame { Type = "stream.stop", Stream = frame.Stream });
        feed.Abandon();
    }

    private Dictionary<string, long>? TakeStopped(string stream)
    {
        lock (_gate)
            return _stopped.Remove(stream, out var length) ? length : null;
    }

    private Uri AddressOf(string stream, string query) =>
        _http.At($"v2/realtime/streams/{string.Join('/', stream.Split('/').Select(Uri.EscapeDataString))}{query}");
}
