using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;

namespace Attune.Simulation.Fake;

/// <summary>One request of the fake server that receives: an event stream, a long poll or a view of an AI stream.</summary>
internal sealed class FakeReader(FakeLog log, HttpContext context) : IFakeFollower
{
    private const string StreamPath = "/v2/realtime/streams/";
    private static readonly TimeSpan PollTime = TimeSpan.FromSeconds(2);

    private readonly Channel<string> _outgoing = Channel.CreateUnbounded<string>();
    private readonly HashSet<string> _topics = [.. context.Request.Query["topics"].ToString().Split(',')];
    private string? _stream;
    private long _have;

    public IReadOnlySet<string> Topics => _stream is null ? _topics : new HashSet<string>();

    public void Send(string frame) => _outgoing.Writer.TryWrite(frame);

    public void OnStream(string stream)
    {
        if (stream != _stream)
            return;
        foreach (var frame in log.View(stream, ref _have) ?? [])
            Send(frame);
    }

    /// <summary>Serves it.</summary>
    /// <returns>False when it is another kind of request.</returns>
    public async Task<bool> TryServeAsync(CancellationToken life)
    {
        var path = context.Request.Path.Value!;
        if (path == "/v2/realtime/poll")
            await PollAsync(life);
        else if (path == "/v2/realtime/events")
            await StreamAsync(life);
        else if (path.StartsWith(StreamPath, StringComparison.Ordinal))
            await ViewAsync(path[StreamPath.Length..], life);
        else
            return false;
        return true;
    }

    /// <summary>A token is a number; null follows from now on.</summary>
    private long? Position()
    {
        var query = context.Request.Query;
        var texts = new[] { context.Request.Headers["Last-Event-ID"].ToString(), $"{query["cursor"]}", $"{query["lastSeq"]}" };
        return Array.Find(texts, text => text.Length > 0) is { } text ? long.Parse(text) : null;
    }

    private async Task PollAsync(CancellationToken life)
    {
        var after = Position()!.Value;
        List<string> frames;
        long last;
        lock (log.Lock)
        {
            (frames, last) = log.FramesAfter(_topics, after);
            if (frames.Count == 0)
                log.Add(this);
        }

        if (frames.Count == 0)
        {
            using var time = CancellationTokenSource.CreateLinkedTokenSource(life, context.RequestAborted);
            var news = _outgoing.Reader.WaitToReadAsync(time.Token).AsTask();
            await Task.WhenAny(news, Task.Delay(PollTime, time.Token));
            lock (log.Lock)
            {
                log.Remove(this);
                (frames, last) = log.FramesAfter(_topics, after);
            }

            await time.CancelAsync();
        }

        life.ThrowIfCancellationRequested();
        await WriteAsync($$"""{"frames":[{{string.Join(',', frames)}}],"cursor":"{{last}}"}""", life);
    }

    private async Task StreamAsync(CancellationToken life)
    {
        lock (log.Lock)
        {
            var after = Position() ?? log.LastSeq;
            var positions = string.Join(',', _topics.Select(topic => $"\"{topic}\":{log.Position(topic)}"));
            Send($$"""{"type":"ack","seq":{{after}},"generation":"g1","position":{ {{positions}} },"session":"s"}""");
            foreach (var frame in log.FramesAfter(_topics, after).Frames)
                Send(frame);
            log.Add(this);
        }

        await SendAllAsync(frame => frame.Contains("\"type\":\"event\"", StringComparison.Ordinal) ? "seq" : null, life);
    }

    private async Task ViewAsync(string stream, CancellationToken life)
    {
        lock (log.Lock)
        {
            var none = 0L;
            if (log.View(stream, ref none) is null)
            {
                context.Response.StatusCode = 404;
            }
            else
            {
                (_stream, _have) = (stream, Position() ?? 0);
                OnStream(stream);
                log.Add(this);
            }
        }

        if (_stream is null)
            await WriteAsync("""{"code":"unknown_stream","retry":false}""", life);
        else
            await SendAllAsync(_ => null, life);
    }

    /// <summary>Sends what comes, each with a field of it as its id, until the client goes or the fake is killed.</summary>
    private async Task SendAllAsync(Func<string, string?> idField, CancellationToken life)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(life, context.RequestAborted);
        context.Response.ContentType = "text/event-stream";
        try
        {
            await foreach (var frame in _outgoing.Reader.ReadAllAsync(either.Token))
            {
                using var json = System.Text.Json.JsonDocument.Parse(frame);
                var id = idField(frame) is { } field ? $"id: {json.RootElement.GetProperty(field).GetRawText()}\n" : "";
                await WriteAsync($"{id}data: {frame}\n\n", either.Token);
                await context.Response.Body.FlushAsync(either.Token);
            }
        }
        finally
        {
            lock (log.Lock)
                log.Remove(this);
        }
    }

    private async Task WriteAsync(string text, CancellationToken life) =>
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), life);
}
