using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Attune.Foundation.Access;
using Attune.Foundation.Failures;
using Attune.Foundation.Http;
using Attune.Realtime.Admission;
using Attune.Realtime.AiStreams;
using Attune.Realtime.Protocol;
using Attune.Realtime.Sessions;
using Attune.Realtime.Streams;
using Attune.Realtime.Transports.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Attune.Realtime.Transports.AiFeeds;

/// <summary>
/// <c>POST /v2/realtime/streams/{id}</c>: the body becomes the text of an AI stream while it is being sent. Its end completes
/// the stream; a connection that breaks leaves it open, to be taken over or sent again from the start.
/// </summary>
internal static class FeedEndpoint
{
    public static Task HandleAsync(HttpContext context) => HeldRequests.ServeAsync(context, ServeAsync);

    private static async ValueTask<Failure?> ServeAsync(EndpointCall call, HeldRequests held, SessionServices services)
    {
        var id = call.Route("id");
        var part = call.Query("part") ?? StreamPositions.DefaultPart;
        var topic = call.Query("topic");
        if (!await services.Access.AllowAsync(call.Caller, RealtimeVerbs.WriteStream, id, call.Aborted))
            return AccessFailures.Forbidden($"{RealtimeVerbs.WriteStream} {id}");
        if (topic is not null && !await services.Access.AllowAsync(call.Caller, RealtimeVerbs.Publish, topic, call.Aborted))
            return AccessFailures.Forbidden($"{RealtimeVerbs.Publish} {topic}");
        if (FindRollUp(call) is not { IsValid: true } rollUp)
            return RealtimeFailures.Invalid("rollUp", "must be 0, 20, 40 or 100");
        if (await FindStartAsync(call, services, id, part) is not { } at)
            return RealtimeFailures.Invalid("at", "must be a byte position, 0 or more, or 'end'");
        Unhurry(call.Http);
        var publisher = new Publisher(call.Caller.Organisation, call.Caller.Principal, call.CorrelationId);
        var pass = call.Http.Features.GetRequiredFeature<AdmissionPass>();
        using var feed = new StreamFeed(
            services, pass, call.Caller, publisher, new AiStreamAppend(id, part, at, default, topic, rollUp.Window));
        var failure = await ReadAsync(call, held, feed, at);
        if (failure is not null && !feed.IsStopped)
            return failure;
        var state = feed.IsStopped ? AiStreamState.Cancelled : AiStreamState.Complete;
        var ended = await services.Engine.EndAsync(feed.Publisher, id, state, CancellationToken.None);
        if (ended.Failure is { } refused)
            return refused;
        if (failure is not null)
            return failure;
        await AnswerAsync(call.Http, id, ended.Value);
        return null;
    }

    private static async ValueTask<Failure?> ReadAsync(EndpointCall call, HeldRequests held, StreamFeed feed, long at)
    {
        var id = call.Route("id");
        using var over = CancellationTokenSource.CreateLinkedTokenSource(call.Aborted, held.Stopping, feed.Stop);
        try
        {
            return await feed.ReadAsync(call.Http.Request.BodyReader, at, over.Token);
        }
        catch (OperationCanceledException) when (!call.Aborted.IsCancellationRequested)
        {
            return feed.IsStopped ? RealtimeFailures.StreamStopped(id, feed.At) : RealtimeFailures.Stopping;
        }
        catch (Exception error) when (error is IOException or OperationCanceledException)
        {
            held.Log.FeedBroken(id, feed.At, error);
            // Its sender has gone, or breaks the rules of HTTP and may still listen.
            return HttpFailures.BadRequest(StatusCodes.Status400BadRequest, "The body broke off; the AI stream stays open.");
        }
    }

    /// <summary>How long text gathers, if the request says so; the engine knows which windows there are.</summary>
    private static (bool IsValid, long? Window) FindRollUp(EndpointCall call)
    {
        if (call.Query("rollUp") is not { } text)
            return (true, null);
        return (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var window), window);
    }

    /// <summary>A position, or the end of the part as it is now; null when it is neither.</summary>
    private static async ValueTask<long?> FindStartAsync(EndpointCall call, SessionServices services, string id, string part)
    {
        var text = call.Query("at") ?? "0";
        if (text != "end")
            return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? at : null;
        var found = await services.Engine.FindStreamAsync(call.Caller.Organisation, id, call.Aborted);
        return found.Failure is null ? found.Value.FindPart(part)?.Length ?? 0 : 0;
    }

    /// <summary>
    /// A model may think for a minute between two words, and the limit of the stream, not of HTTP, bounds the body.
    /// </summary>
    private static void Unhurry(HttpContext context)
    {
        if (context.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
            rate.MinDataRate = null;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = null;
    }

    private static async Task AnswerAsync(HttpContext context, string id, IReadOnlyDictionary<string, long> lengths)
    {
        var buffer = new ArrayBufferWriter<byte>();
        await using (var json = new Utf8JsonWriter(buffer, FrameWriter.Options))
        {
            json.WriteStartObject();
            json.WriteString("stream"u8, id);
            json.WriteString("state"u8, ServerFrames.StateName(AiStreamState.Complete));
            json.WriteStartObject("length"u8);
            foreach (var (name, length) in lengths)
                json.WriteNumber(name, length);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        await context.Response.WriteJsonAsync(buffer.WrittenMemory);
    }
}
