using Attune.Foundation.Failures;
using Attune.Foundation.Http;
using Attune.Realtime.Delivery;
using Attune.Realtime.Delivery.Commands;
using Attune.Realtime.Protocol;
using Attune.Realtime.Sessions;
using Attune.Realtime.Transports.Http;
using Microsoft.AspNetCore.Http;

namespace Attune.Realtime.Transports.ServerSentEvents;

/// <summary>
/// <c>GET /v2/realtime/events?topics=a,b</c>: the frames of the WebSocket as Server-Sent Events. An event's id is the resume
/// token after it; <c>Last-Event-ID</c> or <c>?cursor=</c> goes on from there.
/// </summary>
internal static class EventStreamEndpoint
{
    public static Task HandleAsync(HttpContext context) => HeldRequests.ServeAsync(context, ServeAsync);

    private static async ValueTask<Failure?> ServeAsync(EndpointCall call, HeldRequests held, SessionServices services)
    {
        var query = await TopicsQuery.ReadAsync(call, services);
        if (query.Failure is { } failure)
            return failure;
        var start = query.Value.Start;
        await ResponseWriter.StartAsync(call.Http, SseText.ContentType);
        var writer = new EventStreamWriter(call.Http, services, start);
        var connection = held.NewConnection(call.Http, "sse", writer);
        IShardCommand[] commands =
        [
            new SubscribeTopics(connection, start.Targets, query.Value.Scope,
                positions => ServerFrames.Ack(start.AckFor(connection, services, positions)), isHandshake: true),
        ];
        await held.HoldAsync(connection, writer, commands, call.Aborted);
        return null;
    }
}
