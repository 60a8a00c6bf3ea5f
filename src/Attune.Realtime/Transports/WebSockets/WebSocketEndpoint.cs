using Attune.Foundation.Hosting;
using Attune.Foundation.Http;
using Attune.Realtime.Admission;
using Attune.Realtime.Delivery;
using Attune.Realtime.Sessions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Attune.Realtime.Transports.WebSockets;

/// <summary>
/// <c>GET /v2/realtime/stream</c> for connections that come through the HTTP server: over TLS, or with a first request that
/// the socket door left to it. Also the place that says why a handshake is refused.
/// </summary>
internal sealed class WebSocketEndpoint(
    DeliveryHub hub, SessionServices services, WebSocketConversation conversation, Ids ids)
{
    public static Task HandleAsync(HttpContext context) =>
        context.RequestServices.GetRequiredService<WebSocketEndpoint>().AcceptAsync(context);

    private async Task AcceptAsync(HttpContext context)
    {
        var key = context.Request.Headers.SecWebSocketKey.ToString();
        if (context.Features.Get<IHttpUpgradeFeature>() is not { IsUpgradableRequest: true } upgrade
            || !string.Equals(context.Request.Headers.Upgrade, "websocket", StringComparison.OrdinalIgnoreCase)
            || context.Request.Headers.SecWebSocketVersion != "13" || !UpgradeAnswer.IsKey(key))
        {
            context.Response.Headers.Upgrade = "websocket";
            context.Response.Headers.SecWebSocketVersion = "13";
            await ProblemWriter.WriteAsync(context, RealtimeFailures.UpgradeRequired);
            return;
        }

        context.Response.Headers.Upgrade = "websocket";
        context.Response.Headers.Connection = "Upgrade";
        context.Response.Headers.SecWebSocketAccept = UpgradeAnswer.AcceptKey(key);
        var isDeflated = services.Options.Compression
            && DeflateOffer.IsAcceptable(context.Request.Headers.SecWebSocketExtensions);
        if (isDeflated)
            context.Response.Headers.SecWebSocketExtensions = DeflateOffer.Accepted;
        var entered = services.Admission.Enter(new EndpointCall(context).Caller, isHandshake: true);
        if (entered.Failure is { } refused)
        {
            await RefusedSocket.AnswerAsync(context, upgrade, refused, services.Options.Drain);
            return;
        }

        try
        {
            await using var stream = await upgrade.UpgradeAsync();
            await ServeAsync(context, stream, isDeflated, entered.Value);
        }
        finally
        {
            services.Admission.Leave(entered.Value);
        }
    }

    private async Task ServeAsync(HttpContext context, Stream stream, bool isDeflated, AdmissionPass pass)
    {
        var (id, shard) = hub.NextConnection();
        var transport = new UpgradedTransport(stream, context.Features.GetRequiredFeature<IHttpRequestLifetimeFeature>());
        var connection = new Connection(id, ids.NewText(), new EndpointCall(context).Caller, Connection.WebSocket,
            services.Clock.GetUtcNow(), transport, shard)
        {
            IsDeflated = isDeflated,
            Pass = pass,
        };
        await conversation.RunAsync(connection, transport, context.RequestAborted);
    }
}
