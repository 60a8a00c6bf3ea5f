using Attune.Companion.Guide.CrossOrigin;
using Attune.Companion.Guide.Visits;
using Attune.Companion.Storage;
using Attune.Contracts.Guide.Rag;
using Attune.Foundation.Access;
using Attune.Foundation.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Attune.Companion.Guide.RagApi;

/// <summary>The museum's routes, word for word as its clients call them.</summary>
internal static class RagEndpoints
{
    private const string Json = "application/json";
    private const string Ask = "guide.ask";
    private const string Read = "guide.read";
    private const string ProbeReason = "probes of load balancers carry no credentials; no details are told";

    /// <summary>
    /// Descriptions are cut where they are read and not refused: what a camera tells is not the visitor's fault. So many
    /// characters may be sent.
    /// </summary>
    private const int LongestSentDescription = 102_400;

    public static void MapRagApi(this IEndpointRouteBuilder routes)
    {
        MapQuestions(routes);
        Map(routes, HttpMethods.Get, "/api/rag-llm/sessions/{id}/history",
                static context => Get<RagSessions>(context).ReadAsync(context).AsTask())
            .Answers(typeof(RagHistoryReply)).Requires(Read);
        Map(routes, HttpMethods.Delete, "/api/rag-llm/sessions/{id}/history",
                static context => Get<RagSessions>(context).ClearAsync(context).AsTask())
            .Answers(typeof(RagCloseReply)).Requires(Ask);
        Map(routes, HttpMethods.Post, "/api/rag-llm/close", static context => Get<RagSessions>(context).CloseAsync(context))
            .Takes(typeof(RagCloseRequest), SittingKey.LongestId).Answers(typeof(RagCloseReply)).Requires(Ask);
        Map(routes, HttpMethods.Post, "/api/rag-llm/init", static context => Get<RagOperations>(context).InitialiseAsync(context))
            .Answers(typeof(RagInitReply)).Requires(Ask);
        Map(routes, HttpMethods.Post, "/api/rag-llm/warmup", static context => Get<RagOperations>(context).WarmUpAsync(context))
            .Answers(typeof(RagWarmupReply)).Requires(Ask);
        GuideCors.MapPreflight(routes, "/api/rag-llm/{**path}");
        MapOwnPort(routes);
    }

    private static void MapQuestions(IEndpointRouteBuilder routes)
    {
        Map(routes, HttpMethods.Post, "/api/rag-llm/query",
                static context => Get<RagQuery>(context).HandleAsync(context, alwaysConverts: false))
            .Takes(typeof(RagQueryRequest), VisitorText.LongestQuestion + LongestSentDescription).Streams().Requires(Ask);
        Map(routes, HttpMethods.Post, "/api/rag-llm/query-with-tone",
                static context => Get<RagQuery>(context).HandleAsync(context, alwaysConverts: true))
            .Takes(typeof(RagQueryRequest), VisitorText.LongestQuestion + LongestSentDescription).Streams().Requires(Ask);
        Map(routes, HttpMethods.Post, "/api/rag-llm/convert-tone",
                static context => Get<RagConvert>(context).HandleAsync(context))
            .Takes(typeof(RagConvertRequest), RagConvert.LongestText + LongestSentDescription)
            .Streams().Answers(typeof(RagConvertReply)).Requires(Ask);
    }

    private static IEndpointConventionBuilder Map(
        IEndpointRouteBuilder routes, string method, string pattern, RequestDelegate handler) =>
        routes.MapMethods(pattern, [method], GuideCors.Around(handler))
            .WithMetadata(routes.ServiceProvider.GetRequiredService<GuideCors>().Allowed);

    /// <summary>On its own port the guide tells its health in the form that its clients know.</summary>
    private static void MapOwnPort(IEndpointRouteBuilder routes)
    {
        var url = routes.ServiceProvider.GetRequiredService<IOptions<GuideOptions>>().Value.Url;
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address))
            return;
        routes.MapMethods("/health", [HttpMethods.Get, HttpMethods.Head],
                static context => Get<RagOperations>(context).HealthAsync(context).AsTask())
            .RequireHost($"*:{address.Port}").Answers(typeof(RagHealth)).OpenToAnyone(ProbeReason);
    }

    private static T Get<T>(HttpContext context) where T : notnull => context.RequestServices.GetRequiredService<T>();

    private static IEndpointConventionBuilder Takes(this IEndpointConventionBuilder endpoint, Type body, int characters) =>
        endpoint.WithMetadata(new RequestBody(body)).WithMetadata(BodySizeLimit.ForText(characters));

    private static IEndpointConventionBuilder Answers(this IEndpointConventionBuilder endpoint, Type reply) =>
        endpoint.WithMetadata(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, reply, [Json]));

    private static IEndpointConventionBuilder Streams(this IEndpointConventionBuilder endpoint) =>
        endpoint.WithMetadata(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(string), [RagStream.ContentType]));
}
