using Attune.Contracts;
using Attune.Contracts.Realtime;
using Attune.Foundation.Access;
using Attune.Foundation.Http;
using Attune.Realtime.Access;
using Attune.Realtime.Admission;
using Attune.Realtime.Announcements;
using Attune.Realtime.Telemetry;
using Attune.Realtime.Transports.AiFeeds;
using Attune.Realtime.Transports.Http;
using Attune.Realtime.Transports.Polling;
using Attune.Realtime.Transports.ServerSentEvents;
using Attune.Realtime.Transports.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Attune.Realtime;

/// <summary>The routes of the stream core.</summary>
internal static class RealtimeEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v2/realtime/stream", WebSocketEndpoint.HandleAsync).RequiresSoon(RealtimeVerbs.Connect)
            .WithMetadata(AdmissionGate.ForClients);
        routes.MapPost("/v2/realtime/publish", PublishEndpoint.HandleAsync)
            .WithMetadata(new RequestBody(typeof(PublishRequest)))
            .Requires(RealtimeVerbs.Publish);
        routes.MapGet("/v2/realtime/history", HistoryEndpoint.HandleAsync).Requires(RealtimeVerbs.History);
        routes.MapGet("/v2/realtime/presence", PresenceEndpoint.HandleAsync).Requires(RealtimeVerbs.Presence);
        routes.MapGet("/v2/realtime/events", EventStreamEndpoint.HandleAsync).Requires(RealtimeVerbs.Connect)
            .WithMetadata(AdmissionGate.ForClients);
        routes.MapGet("/v2/realtime/poll", PollEndpoint.HandleAsync).Requires(RealtimeVerbs.Connect)
            .WithMetadata(AdmissionGate.ForClients);
        routes.MapGet("/v2/realtime/streams/{**id}", ViewEndpoint.HandleAsync).Requires(RealtimeVerbs.ViewStream)
            .WithMetadata(AdmissionGate.ForHeldRequests);
        routes.MapPost("/v2/realtime/streams/{**id}", FeedEndpoint.HandleAsync).Requires(RealtimeVerbs.WriteStream)
            .WithMetadata(AdmissionGate.ForHeldRequests);
        // What curl -T does unless it is told otherwise.
        routes.MapPut("/v2/realtime/streams/{**id}", FeedEndpoint.HandleAsync).Requires(RealtimeVerbs.WriteStream)
            .WithMetadata(AdmissionGate.ForHeldRequests);
        routes.DeleteNoContent("/v2/realtime/streams/{**id}", call => call.Get<StopAiStream>().RunAsync(call))
            .Requires(RealtimeVerbs.StopStream);
        routes.PostJson("/v2/realtime/announcements", AttuneJson.Wire.AnnouncementRequest, AttuneJson.Wire.AnnouncementReply,
            StatusCodes.Status201Created, (call, request) => call.Get<PublishAnnouncement>().RunAsync(call, request))
            .Requires(RealtimeVerbs.Announce);
        routes.PostJson("/v2/realtime/tokens", AttuneJson.Wire.TokenRequest, AttuneJson.Wire.TokenReply,
            StatusCodes.Status201Created, (call, order) => call.Get<AccessOperator>().Issue(call, order))
            .Requires(RealtimeVerbs.Issue);
        routes.PostJson("/v2/realtime/revocations", AttuneJson.Wire.RevocationRequest, AttuneJson.Wire.RevocationReply,
            StatusCodes.Status200OK, (call, request) => call.Get<AccessOperator>().RevokeAsync(call, request))
            .Requires(RealtimeVerbs.Revoke);
        routes.PostEmpty("/v2/realtime/drain", AttuneJson.Wire.DrainView, StatusCodes.Status202Accepted,
            call => call.Get<ConnectionControl>().DrainAsync()).Requires(RealtimeVerbs.Drain);
        routes.DeleteNoContent("/v2/realtime/drain", call => call.Get<ConnectionControl>().CallOffAsync())
            .Requires(RealtimeVerbs.Drain);
        routes.DeleteNoContent("/v2/realtime/connections/{id}", call => call.Get<ConnectionControl>().KickAsync(call))
            .Requires(RealtimeVerbs.Kick);
        routes.GetJson("/v2/realtime/metrics", AttuneJson.Wire.RealtimeMetrics,
            call => call.Get<RealtimeStatistics>().ReadAsync(call.Aborted)).Requires(RealtimeVerbs.Inspect);
        routes.GetJson("/v2/realtime/topics", AttuneJson.Wire.ItemListTopicView,
            call => call.Get<RealtimeInspector>().TopicsAsync(call)).Requires(RealtimeVerbs.Inspect);
        routes.GetJson("/v2/realtime/connections", AttuneJson.Wire.ItemListConnectionView,
            call => call.Get<RealtimeInspector>().ConnectionsAsync(call)).Requires(RealtimeVerbs.Inspect);
        routes.GetJson("/v2/realtime/streams", AttuneJson.Wire.ItemListAiStreamView,
            call => call.Get<RealtimeInspector>().StreamsAsync(call.Caller)).Requires(RealtimeVerbs.Inspect);
    }
}
