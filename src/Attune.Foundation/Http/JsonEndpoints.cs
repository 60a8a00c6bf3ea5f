using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Attune.Foundation.Failures;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Attune.Foundation.Http;

/// <summary>
/// Maps a route to a use case: read the body, run, write the answer or the failure. Handlers are plain delegates and
/// JSON is source-generated, so nothing is compiled or reflected while the server starts.
/// </summary>
public static class JsonEndpoints
{
    extension(IEndpointRouteBuilder routes)
    {
        /// <summary>A route that answers with JSON.</summary>
        public IEndpointConventionBuilder GetJson<TReply>(
            string pattern, JsonTypeInfo<TReply> reply, Func<EndpointCall, ValueTask<Outcome<TReply>>> run) =>
            routes.MapGet(pattern, context => AnswerAsync(context, reply, StatusCodes.Status200OK,
                run(new EndpointCall(context))))
                .WithMetadata(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(TReply), ["application/json"]));

        /// <summary>A route that takes JSON and answers with JSON.</summary>
        public IEndpointConventionBuilder PostJson<TRequest, TReply>(
            string pattern, JsonTypeInfo<TRequest> request, JsonTypeInfo<TReply> reply, int status,
            Func<EndpointCall, TRequest, ValueTask<Outcome<TReply>>> run) =>
            routes.MapPost(pattern, context => ReadAndAnswerAsync(context, request, reply, status, run))
                .WithMetadata(new RequestBody(typeof(TRequest)))
                .WithMetadata(new ProducesResponseTypeMetadata(status, typeof(TReply), ["application/json"]));

        /// <summary>A route that does something without a body and answers with JSON.</summary>
        public IEndpointConventionBuilder PostEmpty<TReply>(
            string pattern, JsonTypeInfo<TReply> reply, int status, Func<EndpointCall, ValueTask<Outcome<TReply>>> run) =>
            routes.MapPost(pattern, context => AnswerAsync(context, reply, status, run(new EndpointCall(context))))
                .WithMetadata(new ProducesResponseTypeMetadata(status, typeof(TReply), ["application/json"]));

        /// <summary>A route that takes the new state of something as JSON and answers with it.</summary>
        public IEndpointConventionBuilder PutJson<TRequest, TReply>(
            string pattern, JsonTypeInfo<TRequest> request, JsonTypeInfo<TReply> reply,
            Func<EndpointCall, TRequest, ValueTask<Outcome<TReply>>> run) =>
            routes.MapPut(pattern, context => ReadAndAnswerAsync(context, request, reply, StatusCodes.Status200OK, run))
                .WithMetadata(new RequestBody(typeof(TRequest)))
                .WithMetadata(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(TReply), ["application/json"]));

        /// <summary>A route that removes something and answers 204.</summary>
        public IEndpointConventionBuilder DeleteNoContent(string pattern, Func<EndpointCall, ValueTask<Failure?>> run) =>
            routes.MapDelete(pattern, async context =>
            {
                if (await run(new EndpointCall(context)) is { } failure)
                    await ProblemWriter.WriteAsync(context, failure);
                else
                    context.Response.StatusCode = StatusCodes.Status204NoContent;
            }).WithMetadata(new ProducesResponseTypeMetadata(StatusCodes.Status204NoContent));
    }

    private static async Task ReadAndAnswerAsync<TRequest, TReply>(
        HttpContext context, JsonTypeInfo<TRequest> request, JsonTypeInfo<TReply> reply, int status,
        Func<EndpointCall, TRequest, ValueTask<Outcome<TReply>>> run)
    {
        TRequest? body;
        try
        {
            body = context.Request.ContentLength == 0
                ? default
                : await JsonSerializer.DeserializeAsync(context.Request.Body, request, context.RequestAborted);
        }
        catch (JsonException error)
        {
            await ProblemWriter.WriteAsync(context, HttpFailures.InvalidJson(error));
            return;
        }

        if (body is null)
            await ProblemWriter.WriteAsync(context, HttpFailures.EmptyBody);
        else
            await AnswerAsync(context, reply, status, run(new EndpointCall(context), body));
    }

    private static async Task AnswerAsync<TReply>(
        HttpContext context, JsonTypeInfo<TReply> reply, int status, ValueTask<Outcome<TReply>> run)
    {
        var outcome = await run;
        if (outcome.Failure is { } failure)
        {
            await ProblemWriter.WriteAsync(context, failure);
            return;
        }

        context.Response.StatusCode = status;
        await context.Response.WriteJsonAsync(JsonSerializer.SerializeToUtf8Bytes(outcome.Value, reply));
    }
}
