using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Attune.Companion.Guide.Drafts;
using Attune.Companion.Guide.Limits;
using Attune.Companion.Guide.Visits;
using Attune.Companion.Storage;
using Attune.Contracts;
using Attune.Contracts.Guide;
using Attune.Foundation.Failures;
using Attune.Foundation.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Attune.Companion.Guide.Asking;

/// <summary>
/// <c>POST /v1/guide/ask</c>: for who accepts an event stream, the answer as events <c>tone</c>, <c>sources</c>, <c>text</c> (one
/// or more) and <c>done</c>, with the sources after the text where a model still writes while it is heard; for
/// others 202 with the reply and the AI stream that carries it.
/// </summary>
internal sealed class AskEndpoint(
    AnswerVisitor visitors, AskAsVisitor ask, VisitorQuestions questions, GuideLimits limits, TimeProvider clock,
    ILogger<AskEndpoint> log)
{
    public const string EventStream = "text/event-stream";

    /// <summary>A sign of life while nothing can be told yet, so that no proxy gives the connection up.</summary>
    private static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(10);

    public async Task HandleAsync(HttpContext context)
    {
        var call = new EndpointCall(context);
        var body = await ReadAsync(context);
        var question = body.Failure is { } unreadable ? unreadable : questions.From(call.Caller, body.Value);
        if ((question.Failure ?? ClientIds.Check(body.Value.ClientId) ?? limits.Check(context, question.Value.Sitting))
            is { } refusal)
            await ProblemWriter.WriteAsync(context, refusal);
        else if (context.Request.Headers.Accept.ToString().Contains(EventStream, StringComparison.Ordinal))
            await StreamAsync(context, question.Value);
        else
            await AcceptAsync(context, call, question.Value, body.Value.ClientId);
    }

    private static async Task<Outcome<GuideQuestion>> ReadAsync(HttpContext context)
    {
        try
        {
            if (context.Request.ContentLength == 0)
                return HttpFailures.EmptyBody;
            return await JsonSerializer.DeserializeAsync(
                context.Request.Body, AttuneJson.Wire.GuideQuestion, context.RequestAborted) is { } question
                ? question
                : HttpFailures.EmptyBody;
        }
        catch (JsonException error)
        {
            return HttpFailures.InvalidJson(error);
        }
    }

    private async Task AcceptAsync(HttpContext context, EndpointCall call, VisitorQuestion question, string? clientId)
    {
        var accepted = await ask.RunAsync(question, clientId, call.CorrelationId, call.Aborted);
        if (accepted.Failure is { } failure)
        {
            await ProblemWriter.WriteAsync(context, failure);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status202Accepted;
        await context.Response.WriteJsonAsync(
            JsonSerializer.SerializeToUtf8Bytes(accepted.Value, AttuneJson.Wire.AskAccepted));
    }

    private async Task StreamAsync(HttpContext context, VisitorQuestion question)
    {
        var started = clock.GetTimestamp();
        var response = context.Response;
        response.ContentType = $"{EventStream}; charset=utf-8";
        response.Headers.CacheControl = "no-cache";
        response.Headers["X-Accel-Buffering"] = "no";
        try
        {
            var answering = visitors.RunAsync(question, context.RequestAborted);
            while (await Task.WhenAny(answering, Task.Delay(SignOfLife, clock, context.RequestAborted)) != answering)
                await SendAsync(context, ": ping\n\n"u8.ToArray());
            await WriteAsync(context, await answering, started);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            log.VisitFailed(question.Id, Correlation.Of(context), error);
            var done = new GuideDone(Complete: false, 0, HttpFailures.Unexpected.Code);
            await SendAsync(context, Event("done", done, AttuneJson.Wire.GuideDone));
        }
    }

    private async Task WriteAsync(HttpContext context, VisitorAnswer answer, long started)
    {
        await SendAsync(context, Event("tone", answer.ToTone(), AttuneJson.Wire.GuideTone));
        // What a model still writes has its sources when it has ended.
        var isWhole = answer.Draft.Whole.IsCompleted;
        if (isWhole)
            await SendSourcesAsync(context, await answer.Draft.Whole);
        await foreach (var piece in answer.Words.WithCancellation(context.RequestAborted))
            await SendAsync(context, Event("text", new GuideText(piece), AttuneJson.Wire.GuideText));
        if (!isWhole)
            await SendSourcesAsync(context, await answer.Draft.Whole);
        var error = answer.IsEmptyHanded ? GuideFailures.NothingToAnswerWith.Code : null;
        var done = new GuideDone(error is null, Math.Round(clock.GetElapsedTime(started).TotalMilliseconds, 2), error);
        await SendAsync(context, Event("done", done, AttuneJson.Wire.GuideDone));
    }

    private static Task SendSourcesAsync(HttpContext context, Draft draft) => SendAsync(context, Event(
        "sources", new GuideSources(draft.Found, draft.Method, draft.Citations), AttuneJson.Wire.GuideSources));

    /// <summary>One event (HTML 9.2.5); JSON holds no line ends.</summary>
    private static ReadOnlyMemory<byte> Event<T>(string name, T data, JsonTypeInfo<T> type)
    {
        var bytes = new ArrayBufferWriter<byte>();
        bytes.Write(Encoding.UTF8.GetBytes($"event: {name}\ndata: "));
        using (var json = new Utf8JsonWriter(bytes))
            JsonSerializer.Serialize(json, data, type);
        bytes.Write("\n\n"u8);
        return bytes.WrittenMemory;
    }

    private static async Task SendAsync(HttpContext context, ReadOnlyMemory<byte> bytes)
    {
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }
}
