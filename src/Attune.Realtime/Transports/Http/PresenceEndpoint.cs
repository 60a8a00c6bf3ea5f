using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Attune.Foundation.Access;
using Attune.Foundation.Failures;
using Attune.Foundation.Http;
using Attune.Realtime.Presence;
using Attune.Realtime.Protocol;
using Attune.Realtime.Sessions;
using Microsoft.AspNetCore.Http;

namespace Attune.Realtime.Transports.Http;

/// <summary><c>GET /v2/realtime/presence?topic=&amp;after=&amp;limit=</c>: who is in a topic.</summary>
internal static class PresenceEndpoint
{
    public static async Task HandleAsync(HttpContext context)
    {
        var call = new EndpointCall(context);
        if (await AnswerAsync(call) is { } failure)
            await ProblemWriter.WriteAsync(context, failure);
    }

    private static async ValueTask<Failure?> AnswerAsync(EndpointCall call)
    {
        if (!TryNumber(call.Query("after"), 0, out var after)
            || !TryNumber(call.Query("limit"), PresenceQuery.DefaultLimit, out var limit))
            return RealtimeFailures.Invalid("after", "and 'limit' must be whole numbers");
        if (call.Query("topic") is not { } name)
            return RealtimeFailures.Invalid("topic", "is missing");
        var services = call.Get<SessionServices>();
        var topic = services.Engine.FindTopic(call.Caller.Organisation, name);
        if (topic.Failure is { } unknown)
            return unknown;
        if (!await services.Access.AllowAsync(call.Caller, RealtimeVerbs.Presence, name, call.Aborted))
            return AccessFailures.Forbidden($"{RealtimeVerbs.Presence} {name}");
        var page = PresenceQuery.Run(services.Presence, topic.Value, after, limit);
        if (page.Failure is { } refused)
            return refused;
        var buffer = new ArrayBufferWriter<byte>();
        await using (var json = new Utf8JsonWriter(buffer, FrameWriter.Options))
        {
            json.WriteStartObject();
            json.WriteString("topic"u8, topic.Value.NameUtf8);
            PresenceFrames.WriteFields(json, page.Value);
            json.WriteEndObject();
        }

        call.Http.Response.Headers.CacheControl = "no-store";
        await call.Http.Response.WriteJsonAsync(buffer.WrittenMemory);
        return null;
    }

    private static bool TryNumber(string? text, long fallback, out long number)
    {
        number = fallback;
        return text is null || long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
