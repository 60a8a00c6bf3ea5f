using System.Text;
using System.Text.Json;
using Attune.Client.Protocol;

namespace Attune.Client.Links;

/// <summary>Fetches what a lane follows, as an event stream or by long polls.</summary>
internal sealed class LaneReader(
    AttuneClientOptions options, HttpAccess http, Func<Delivery, ValueTask> emit, Action heard)
{
    private static readonly TimeSpan PollSlack = TimeSpan.FromSeconds(15);

    /// <summary>Reads until the server ends it, which it tells; returns the failure when it refuses the topics.</summary>
    public Task<(LinkEnd? End, ServerFrame? Refusal)> ReadAsync(TransportKind kind, Lane lane) =>
        kind == TransportKind.LongPoll ? PollAsync(lane) : ReadEventsAsync(lane);

    private async Task<(LinkEnd?, ServerFrame?)> ReadEventsAsync(Lane lane)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, http.At($"v2/realtime/events?{lane.Query()}"));
        request.Headers.Accept.ParseAdd("text/event-stream");
        using var response = await http.SendAsync(request, lane.Over);
        if (await RefusalAsync(response, lane.Over) is { } refusal)
            return (null, refusal);
        using var events = new SseReader(await response.Content.ReadAsStreamAsync(lane.Over), heard);
        int[]? advice = null;
        while (await events.ReadAsync(lane.Over) is { } data)
        {
            var frame = data.Length > 0 ? ServerFrame.Read(Encoding.UTF8.GetBytes(data)) : null;
            if (frame?.Type == "bye")
                advice = frame.ReconnectAfterMs;
            else
                await EmitAsync(lane, frame, events.Id);
        }

        return (LinkEnd.Lost("the server ended the event stream").Within(advice), null);
    }

    private async Task<(LinkEnd?, ServerFrame?)> PollAsync(Lane lane)
    {
        // Half of the silence that ends the connection, so that a quiet topic is not mistaken for a dead server.
        var wait = (int)Math.Clamp(options.SilenceLimit.TotalSeconds / 2, 1, 25);
        var isFirst = true;
        while (true)
        {
            using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(wait) + PollSlack, options.Clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, lane.Over);
            // The first poll proves that polling works; it must not wait for news.
            var address = http.At($"v2/realtime/poll?{lane.Query()}&wait={(isFirst ? 0 : wait)}");
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            using var response = await http.SendAsync(request, either.Token);
            if (await RefusalAsync(response, either.Token) is { } refusal)
                return (null, refusal);
            var body = await response.Content.ReadAsByteArrayAsync(either.Token);
            heard();
            var answer = JsonSerializer.Deserialize(body, FrameJson.Wire.PollAnswer) ?? new PollAnswer();
            if (isFirst && !answer.Frames.Any(frame => frame.Type == "ack"))
                await EmitAsync(lane, new ServerFrame { Type = "ack" }, null);
            isFirst = false;
            foreach (var frame in answer.Frames.Where(frame => frame.Type != "bye"))
                await EmitAsync(lane, frame, null);
            lane.Token = answer.Cursor;
            await EmitAsync(lane, null, answer.Cursor);
            if (Array.Find(answer.Frames, frame => frame.Type == "bye") is { } bye)
                return (LinkEnd.Lost(bye.Reason ?? "bye").Within(bye.ReconnectAfterMs), null);
        }
    }

    private async ValueTask EmitAsync(Lane lane, ServerFrame? frame, string? token)
    {
        if (frame?.Type != "ack")
        {
            await emit(new Delivery(frame, lane, token));
            return;
        }

        // Before it is handed on: nobody takes anything until all lanes of the beginning are open.
        lane.Opened.TrySetResult(frame);
        // What a verb asked for is answered; the beginning is told otherwise.
        var answer = lane.Reference is { } reference ? frame with { Type = "subscribed", Ref = reference } : null;
        await emit(new Delivery(answer, lane, token));
    }

    private async Task<ServerFrame?> RefusalAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        heard();
        if (response.IsSuccessStatusCode)
            return null;
        if (LinkOpener.OfStatus(response.StatusCode, http.RetryAfter(response)) is { } failure)
            throw failure;
        return await HttpAccess.ReadFailureAsync(response, null, cancellation);
    }
}
