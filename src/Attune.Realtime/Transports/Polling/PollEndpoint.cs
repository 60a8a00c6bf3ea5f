using System.Globalization;
using Attune.Foundation.Failures;
using Attune.Foundation.Http;
using Attune.Realtime.Delivery;
using Attune.Realtime.Delivery.Commands;
using Attune.Realtime.Protocol;
using Attune.Realtime.Sessions;
using Attune.Realtime.Transports.Http;
using Microsoft.AspNetCore.Http;

namespace Attune.Realtime.Transports.Polling;

/// <summary>
/// <c>GET /v2/realtime/poll?topics=a,b&amp;cursor=…&amp;wait=25</c>: answers as soon as there is news after the cursor, with
/// the frames of the WebSocket in an array and the cursor for the next poll; empty when the wait is over.
/// </summary>
internal static class PollEndpoint
{
    private const int MaxWaitSeconds = 60;

    public static Task HandleAsync(HttpContext context) => HeldRequests.ServeAsync(context, ServeAsync);

    private static async ValueTask<Failure?> ServeAsync(EndpointCall call, HeldRequests held, SessionServices services)
    {
        var wait = services.Options.Http.PollSeconds;
        if (call.Query("wait") is { } text
            && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out wait) || wait > MaxWaitSeconds))
            return RealtimeFailures.Invalid("wait", $"must be 0 to {MaxWaitSeconds} seconds");
        var query = await TopicsQuery.ReadAsync(call, services);
        if (query.Failure is { } failure)
            return failure;
        var start = query.Value.Start;
        var writer = new PollWriter(call.Http, services, start, query.Value.HasPosition, isPatient: wait > 0);
        var connection = held.NewConnection(call.Http, "poll", writer);
        IShardCommand[] commands =
        [
            new SubscribeTopics(connection, start.Targets, query.Value.Scope,
                positions => ServerFrames.Ack(start.AckFor(connection, services, positions)), isHandshake: true),
            // Also for one that does not wait: reading the log may take a moment, but not for ever.
            new WakeAfter(connection, Math.Max(1, wait)),
        ];
        await held.HoldAsync(connection, writer, commands, call.Aborted);
        var answer = writer.TakeAnswer();
        if (call.Aborted.IsCancellationRequested)
            return null;
        call.Http.Response.Headers.CacheControl = "no-store";
        if (writer.ReturnAfter is { } pause)
            call.Http.Response.Headers.RetryAfter = $"{(int)Math.Ceiling(pause.TotalSeconds)}";
        await call.Http.Response.WriteJsonAsync(answer);
        return null;
    }
}
