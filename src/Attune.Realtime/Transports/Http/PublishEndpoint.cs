using System.Buffers;
using System.Text.Json;
using Attune.Contracts;
using Attune.Contracts.Realtime;
using Attune.Foundation.Access;
using Attune.Foundation.Failures;
using Attune.Foundation.Http;
using Attune.Realtime.Admission;
using Attune.Realtime.Protocol;
using Attune.Realtime.Sessions;
using Attune.Realtime.Streams;
using Microsoft.AspNetCore.Http;

namespace Attune.Realtime.Transports.Http;

/// <summary><c>POST /v2/realtime/publish</c>: one event or an array; answered after the durability class is met.</summary>
internal static class PublishEndpoint
{
    public static async Task HandleAsync(HttpContext context)
    {
        var call = new EndpointCall(context);
        var services = call.Get<SessionServices>();
        var read = await ReadBodyAsync(context, services.Options.MaxPublishBytes);
        if (read.Failure is { } unreadable)
        {
            await ProblemWriter.WriteAsync(context, unreadable);
            return;
        }

        // One block is used as it stands; it stays valid until the reader goes on.
        var body = read.Value.IsSingleSegment ? read.Value.First : read.Value.ToArray();
        var outcome = await PublishAsync(call, services, body);
        context.Request.BodyReader.AdvanceTo(read.Value.End);
        if (outcome.Failure is { } failure)
            await ProblemWriter.WriteAsync(context, failure);
        else
            await AnswerAsync(context, outcome.Value.Receipts, outcome.Value.IsArray);
    }

    private static async ValueTask<Outcome<(Receipt[] Receipts, bool IsArray)>> PublishAsync(
        EndpointCall call, SessionServices services, ReadOnlyMemory<byte> body)
    {
        var drafts = EventDraftReader.ReadBody(body, services.Options.MaxEventsPerPublish);
        if (drafts.Failure is { } wrong)
            return wrong;
        var pass = services.Admission.PassFor(call.Caller.Organisation, call.Caller.Principal);
        if (services.Admission.Take(pass, Traffic.Publish, drafts.Value.Drafts.Length) is { } tooFast)
            return tooFast;
        foreach (var topic in drafts.Value.Drafts.Select(draft => draft.Topic).Distinct())
        {
            if (!await services.Access.AllowAsync(call.Caller, RealtimeVerbs.Publish, topic, call.Aborted))
                return AccessFailures.Forbidden($"{RealtimeVerbs.Publish} {topic}");
        }

        var publisher = new Publisher(call.Caller.Organisation, call.Caller.Principal, call.CorrelationId);
        var published = await services.Engine.PublishAsync(publisher, drafts.Value.Drafts, call.Aborted);
        return published.Failure is { } failure ? failure : (published.Value, drafts.Value.IsArray);
    }

    private static async ValueTask<Outcome<ReadOnlySequence<byte>>> ReadBodyAsync(HttpContext context, int limit)
    {
        if (context.Request.ContentLength > limit)
            return HttpFailures.TooLarge(limit);
        var reader = context.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(context.RequestAborted);
            if (read.Buffer.Length > limit)
                return HttpFailures.TooLarge(limit);
            if (read.IsCompleted)
                return read.Buffer.IsEmpty ? HttpFailures.EmptyBody : read.Buffer;

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static async Task AnswerAsync(HttpContext context, Receipt[] receipts, bool isArray)
    {
        var replies = receipts.Select(receipt => new PublishReply(receipt.Seq, receipt.Generation, receipt.Id)).ToArray();
        await context.Response.WriteJsonAsync(isArray
            ? JsonSerializer.SerializeToUtf8Bytes(replies, AttuneJson.Wire.PublishReplyArray)
            : JsonSerializer.SerializeToUtf8Bytes(replies[0], AttuneJson.Wire.PublishReply));
    }
}
