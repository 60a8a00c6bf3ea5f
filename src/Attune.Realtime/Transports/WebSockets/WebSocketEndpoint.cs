using System.Security.Cryptography;
using System.Text;
using Attune.Contracts.Errors;
using Attune.Foundation.Failures;
using Attune.Foundation.Hosting;
using Attune.Foundation.Http;
using Attune.Realtime.Delivery;
using Attune.Realtime.Delivery.Commands;
using Attune.Realtime.Protocol;
using Attune.Realtime.Sessions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Attune.Realtime.Transports.WebSockets;

/// <summary><c>GET /v2/realtime/stream</c>: takes the connection over from HTTP and reads from it until it ends.</summary>
internal sealed class WebSocketEndpoint(DeliveryHub hub, SessionServices services, Ids ids, RealtimeLog log)
{
    private const string AcceptSuffix = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(2);

    public static Task HandleAsync(HttpContext context) =>
        context.RequestServices.GetRequiredService<WebSocketEndpoint>().AcceptAsync(context);

    private async Task AcceptAsync(HttpContext context)
    {
        var key = context.Request.Headers.SecWebSocketKey.ToString();
        if (context.Features.Get<IHttpUpgradeFeature>() is not { IsUpgradableRequest: true } upgrade
            || !string.Equals(context.Request.Headers.Upgrade, "websocket", StringComparison.OrdinalIgnoreCase)
            || context.Request.Headers.SecWebSocketVersion != "13" || !IsKey(key))
        {
            context.Response.Headers.Upgrade = "websocket";
            context.Response.Headers.SecWebSocketVersion = "13";
            await ProblemWriter.WriteAsync(context, RealtimeFailures.UpgradeRequired);
            return;
        }

        context.Response.Headers.Upgrade = "websocket";
        context.Response.Headers.Connection = "Upgrade";
        context.Response.Headers.SecWebSocketAccept = AcceptKey(key);
        var isDeflated = services.Options.Compression
            && DeflateOffer.IsAcceptable(context.Request.Headers.SecWebSocketExtensions);
        if (isDeflated)
            context.Response.Headers.SecWebSocketExtensions = DeflateOffer.Accepted;
        await using var stream = await upgrade.UpgradeAsync();
        var (id, shard) = hub.NextConnection();
        var connection = new Connection(id, ids.NewText(), new EndpointCall(context).Caller, "websocket",
            services.Clock.GetUtcNow(),
            new WebSocketWriter(stream, context.Features.GetRequiredFeature<IHttpRequestLifetimeFeature>()), shard)
        {
            IsDeflated = isDeflated,
        };
        shard.Post(new OpenConnection(connection));
        try
        {
            await ReadAsync(connection, stream, context.RequestAborted);
        }
        catch (Exception error) when (error is IOException or OperationCanceledException or BadHttpRequestException)
        {
            log.ConnectionEnded(connection.Session, error);
        }
        finally
        {
            // The shard must have let go of the connection before HTTP takes it back.
            var removal = new RemoveConnection(connection);
            shard.Post(removal);
            await removal.Done;
        }
    }

    private async Task ReadAsync(Connection connection, Stream stream, CancellationToken cancellation)
    {
        using var receiver = new WebSocketReceiver(
            stream, services.Options.MaxFrameBytes, connection.IsDeflated ? services.Options.MaxInflateRatio : null);
        using var session = new ClientSession(connection, services);
        while (true)
        {
            var message = await receiver.ReceiveAsync(cancellation);
            connection.LastHeard = connection.Shard.Seconds;
            switch (message.Kind)
            {
                case MessageKind.Text:
                    await session.HandleAsync(message.Payload, cancellation);
                    break;
                case MessageKind.Binary:
                    session.Refuse(Failure.Of(RealtimeErrors.BinaryNotSupported), []);
                    break;
                case MessageKind.TooLarge:
                    session.Refuse(Failure.Of(RealtimeErrors.FrameTooLarge,
                        $"The frame is larger than {services.Options.MaxFrameBytes} bytes."), []);
                    break;
                case MessageKind.Swollen:
                    session.Refuse(Failure.Of(RealtimeErrors.InflationRefused,
                        $"The frame inflates to more than {services.Options.MaxInflateRatio} times its size."), []);
                    break;
                case MessageKind.Ping:
                    session.Send(ControlFrames.Pong(message.Payload.Span));
                    break;
                case MessageKind.Pong:
                    break;
                case MessageKind.Close:
                    await EndAsync(connection, AnswerTo(message.Payload.Span));
                    return;
                case MessageKind.Failed:
                    await EndAsync(connection, ControlFrames.Close(message.Code!));
                    return;
                default:
                    return;
            }

            await connection.WaitForRoomAsync(services.Options.MaxReplyBytes, cancellation);
        }
    }

    /// <summary>Lets the last frame out before HTTP closes the connection.</summary>
    private static async Task EndAsync(Connection connection, byte[] closeFrame)
    {
        connection.Drained = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        connection.Shard.Post(new AnswerClose(connection, closeFrame));
        await Task.WhenAny(connection.Drained.Task, Task.Delay(DrainTime, TimeProvider.System));
    }

    private static byte[] AnswerTo(ReadOnlySpan<byte> close) => close.Length < 2
        ? ControlFrames.Close(1000)
        : ControlFrames.Close(System.Buffers.Binary.BinaryPrimitives.ReadUInt16BigEndian(close));

    private static bool IsKey(string key) => key.Length == 24
        && Convert.TryFromBase64String(key, stackalloc byte[18], out var length)
        && length == 16;

    /// <summary>RFC 6455 4.2.2; SHA-1 is what the protocol prescribes, nothing is protected by it.</summary>
    private static string AcceptKey(string key)
    {
#pragma warning disable CA5350
        return Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + AcceptSuffix)));
#pragma warning restore CA5350
    }
}
