using System.Buffers.Binary;
using System.Net.Sockets;
using Attune.Contracts.Errors;
using Attune.Foundation.Failures;
using Attune.Realtime.Delivery.Commands;
using Attune.Realtime.Protocol;
using Attune.Realtime.Sessions;

namespace Attune.Realtime.Transports.WebSockets;

/// <summary>Everything that a client says on an upgraded connection, from the first frame to the last.</summary>
internal sealed class WebSocketConversation(SessionServices services, RealtimeLog log)
{
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(2);

    /// <summary>Opens the connection in its shard, reads until it ends, and takes it out again; its end is no error.</summary>
    /// <param name="connection">Not yet known to its shard.</param>
    /// <param name="source">What the client sends.</param>
    /// <param name="cancellation">Ends with the connection.</param>
    public async Task RunAsync(Connection connection, IConnectionReader source, CancellationToken cancellation)
    {
        connection.Shard.Post(new OpenConnection(connection));
        using var receiver = new WebSocketReceiver(
            source, services.Options.MaxFrameBytes, connection.IsDeflated ? services.Options.MaxInflateRatio : null);
        using var session = new ClientSession(connection, services);
        try
        {
            await services.Live.ConfirmAsync(connection, cancellation);
            var isOpen = true;
            while (isOpen)
            {
                // Waits here and not further down: every method that waits costs memory as long as the client is silent.
                if (receiver.TryRest())
                    _ = await source.ReadAsync(Memory<byte>.Empty, cancellation);
                isOpen = await HandleAsync(connection, session, await receiver.ReceiveAsync(cancellation), cancellation);
            }
        }
        catch (Exception error) when (
            error is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            log.ConnectionEnded(connection.Session, error);
        }
        finally
        {
            // The shard must have let go of the connection before its transport is given back.
            var removal = new RemoveConnection(connection);
            connection.Shard.Post(removal);
            await removal.Done;
        }
    }

    /// <returns>False when nothing more is to be read.</returns>
    private async ValueTask<bool> HandleAsync(
        Connection connection, ClientSession session, ReceivedMessage message, CancellationToken cancellation)
    {
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
                connection.Shard.Meter?.Answered(connection);
                break;
            case MessageKind.Close:
                await EndAsync(connection, AnswerTo(message.Payload.Span));
                return false;
            case MessageKind.Failed:
                await EndAsync(connection, ControlFrames.Close(message.Code!));
                return false;
            default:
                return false;
        }

        await connection.WaitForRoomAsync(services.Options.MaxReplyBytes, cancellation);
        return true;
    }

    /// <summary>Lets the last frame out before the transport closes.</summary>
    private static async Task EndAsync(Connection connection, byte[] closeFrame)
    {
        connection.Drained = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        connection.Shard.Post(new AnswerClose(connection, closeFrame));
        await Task.WhenAny(connection.Drained.Task, Task.Delay(DrainTime, TimeProvider.System));
    }

    private static byte[] AnswerTo(ReadOnlySpan<byte> close) => close.Length < 2
        ? ControlFrames.Close(1000)
        : ControlFrames.Close(BinaryPrimitives.ReadUInt16BigEndian(close));
}
