using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Attune.Foundation.Access;
using Attune.Foundation.Failures;
using Attune.Foundation.Http;
using Attune.Realtime.Protocol;
using Attune.Realtime.Sessions;
using Microsoft.AspNetCore.Http;

namespace Attune.Realtime.Transports.Http;

/// <summary><c>GET /v2/realtime/history?topic=&amp;after=&amp;limit=</c>: a page of a topic's log.</summary>
internal static class HistoryEndpoint
{
    private const int DefaultLimit = 100;
    private const int MaxLimit = 1000;

    public static async Task HandleAsync(HttpContext context)
    {
        var call = new EndpointCall(context);
        if (await AnswerAsync(call) is { } failure)
            await ProblemWriter.WriteAsync(context, failure);
    }

    private static async ValueTask<Failure?> AnswerAsync(EndpointCall call)
    {
        if (!TryNumber(call.Query("after"), 0, long.MaxValue, 0, out var after))
            return RealtimeFailures.Invalid("after", "must be a whole number, 0 or more");
        if (!TryNumber(call.Query("limit"), 1, MaxLimit, DefaultLimit, out var limit))
            return RealtimeFailures.Invalid("limit", $"must be 1 to {MaxLimit}");
        if (call.Query("topic") is not { } name)
            return RealtimeFailures.Invalid("topic", "is missing");
        var services = call.Get<SessionServices>();
        var topic = services.Engine.FindTopic(call.Caller.Organisation, name);
        if (topic.Failure is { } unknown)
            return unknown;
        if (!await services.Access.AllowAsync(call.Caller, RealtimeVerbs.History, name, call.Aborted))
            return AccessFailures.Forbidden($"{RealtimeVerbs.History} {name}");
        var page = await services.Engine.ReadAsync(topic.Value, after, (int)limit, call.Aborted);
        var buffer = new ArrayBufferWriter<byte>();
        await using (var json = new Utf8JsonWriter(buffer, FrameWriter.Options))
        {
            json.WriteStartObject();
            json.WriteString("topic"u8, topic.Value.NameUtf8);
            HistoryJson.WriteFields(json, page);
            json.WriteEndObject();
        }

        await call.Http.Response.WriteJsonAsync(buffer.WrittenMemory);
        return null;
    }

    private static bool TryNumber(string? text, long min, long max, long fallback, out long number)
    {
        number = fallback;
        return text is null
            || (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= min
                && number <= max);
    }
}
