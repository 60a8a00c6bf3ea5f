using Attune.Companion.Guide.Asking;
using Attune.Companion.Guide.CrossOrigin;
using Attune.Companion.Guide.Visits;
using Attune.Companion.Replies;
using Attune.Companion.Storage;
using Attune.Contracts;
using Attune.Contracts.Guide;
using Attune.Foundation.Access;
using Attune.Foundation.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Attune.Companion.Guide;

/// <summary>The routes of questions and replies.</summary>
internal static class GuideEndpoints
{
    public static void MapGuide(this IEndpointRouteBuilder routes)
    {
        routes.PostJson("/v1/ask", AttuneJson.Wire.AskRequest, AttuneJson.Wire.AskAccepted, StatusCodes.Status202Accepted,
                static (call, body) => call.Get<AskQuestion>().RunAsync(call.Caller, body, call.CorrelationId, call.Aborted))
            .WithMetadata(BodySizeLimit.ForText(AskQuestion.LongestQuestion))
            .Requires("guide.ask");
        GuideCors.MapPreflight(routes, "/v1/guide/ask");
        routes.MapPost("/v1/guide/ask", GuideCors.Around(
                static context => context.RequestServices.GetRequiredService<AskEndpoint>().HandleAsync(context)))
            .WithMetadata(routes.ServiceProvider.GetRequiredService<GuideCors>().Allowed)
            .WithMetadata(new RequestBody(typeof(GuideQuestion)))
            .WithMetadata(new ProducesResponseTypeMetadata(
                StatusCodes.Status202Accepted, typeof(AskAccepted), ["application/json"]))
            .WithMetadata(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(string), [AskEndpoint.EventStream]))
            .WithMetadata(BodySizeLimit.ForText(VisitorText.LongestQuestion + VisitorText.LongestDescription))
            .Requires("guide.ask");
        routes.GetJson("/v1/replies", AttuneJson.Wire.ItemListReplyView,
                static async call => PageRequest.From(call) is { Failure: null } page
                    ? await call.Get<ListReplies>().RunAsync(call.Caller, page.Value)
                    : PageRequest.From(call).Failure!)
            .Requires("guide.read");
        routes.GetJson("/v1/replies/{id}", AttuneJson.Wire.ReplyView,
                static call => call.Get<ReadReply>().RunAsync(call.Caller, call.Route("id")))
            .Requires("guide.read");
        routes.PostEmpty("/v1/replies/{id}/stop", AttuneJson.Wire.ReplyView, StatusCodes.Status202Accepted, static async call =>
            {
                var id = call.Route("id");
                var stopped = await call.Get<StopReply>()
                    .RunAsync(call.Caller, id, conversationId: null, GuideFailures.UnknownReply(id), call.Aborted);
                return stopped.Failure is { } failure ? failure : stopped.Value.ToView();
            })
            .Requires("guide.ask");
    }
}
