using Attune.Foundation.Access;
using Attune.Foundation.Failures;
using Attune.Foundation.Http;
using Attune.Realtime.AiStreams;
using Attune.Realtime.Delivery.Commands;
using Attune.Realtime.Sessions;
using Attune.Realtime.Transports.Http;
using Attune.Realtime.Transports.ServerSentEvents;
using Microsoft.AspNetCore.Http;

namespace Attune.Realtime.Transports.AiFeeds;

/// <summary>
/// <c>GET /v2/realtime/streams/{id}</c>: an AI stream as it grows, until it ends. As Server-Sent Events for who accepts them,
/// otherwise as plain text. <c>?at=</c> or <c>Last-Event-ID</c> is the byte position to go on from, <c>?part=</c> the part.
/// </summary>
internal static class ViewEndpoint
{
    public static Task HandleAsync(HttpContext context) => HeldRequests.ServeAsync(context, ServeAsync);

    private static async ValueTask<Failure?> ServeAsync(EndpointCall call, HeldRequests held, SessionServices services)
    {
        var id = call.Route("id");
        if (!await services.Access.AllowAsync(call.Caller, RealtimeVerbs.ViewStream, id, call.Aborted))
            return AccessFailures.Forbidden($"{RealtimeVerbs.ViewStream} {id}");
        var found = await services.Engine.FindStreamAsync(call.Caller.Organisation, id, call.Aborted);
        if (found.Failure is { } unknown)
            return unknown;
        var part = call.Query("part");
        var header = call.Http.Request.Headers["Last-Event-ID"].ToString();
        var at = StreamPositions.Parse(
            header.Length > 0 ? header : call.Query("at") ?? "0", part ?? StreamPositions.DefaultPart);
        if (at is not { } start)
            return RealtimeFailures.Invalid("at", "must be a byte position or an id of this stream");
        foreach (var (name, position) in start.Positions)
        {
            if (found.Value.FindPart(name) is { } known ? !known.IsBoundary(position) : position != 0)
                return RealtimeFailures.BadPosition(name, position);
        }

        if (start.IsDone && found.Value.State.IsFinal())
        {
            // What makes an EventSource stop: it has been told the end.
            call.Http.Response.StatusCode = StatusCodes.Status204NoContent;
            return null;
        }

        var acceptsEvents = call.Http.Request.Headers.Accept.ToString().Contains("text/event-stream", StringComparison.Ordinal);
        await ResponseWriter.StartAsync(call.Http, acceptsEvents ? SseText.ContentType : "text/plain; charset=utf-8");
        ResponseWriter writer = acceptsEvents
            ? new StreamEventWriter(call.Http, start.Positions, part, services.Options.Http.RetryMilliseconds)
            : new StreamTextWriter(call.Http, part ?? StreamPositions.DefaultPart);
        var connection = held.NewConnection(call.Http, acceptsEvents ? "sse" : "http", writer);
        await held.HoldAsync(
            connection, writer, new[] { new StartViewing(connection, found.Value, start.Positions) }, call.Aborted);
        return null;
    }
}
