using Attune.Foundation.Access;
using Attune.Foundation.Failures;
using Attune.Foundation.Hosting;
using Attune.Foundation.Http;
using Attune.Realtime.Admission;
using Attune.Realtime.Delivery;
using Attune.Realtime.Delivery.Commands;
using Attune.Realtime.Sessions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace Attune.Realtime.Transports.Http;

/// <summary>
/// Requests that stay open while the server writes to them. Each is a connection of a delivery shard like any WebSocket: no
/// timer, task or queue of its own, only the request that waits.
/// </summary>
internal sealed class HeldRequests(
    DeliveryHub hub, SessionServices services, Ids ids, IHostApplicationLifetime lifetime, RealtimeLog log)
{
    private readonly SessionServices _services = services;
    private int _held;

    /// <summary>Ends when the server begins to stop.</summary>
    public CancellationToken Stopping => lifetime.ApplicationStopping;

    public RealtimeLog Log { get; } = log;

    /// <summary>Answers a request of the kind that is held, as long as there is a place for it.</summary>
    /// <param name="context">The request.</param>
    /// <param name="serve">Answers it; a failure is written as problem+json.</param>
    public static async Task ServeAsync(
        HttpContext context, Func<EndpointCall, HeldRequests, SessionServices, ValueTask<Failure?>> serve)
    {
        var call = new EndpointCall(context);
        var held = call.Get<HeldRequests>();
        var entered = held.Enter(context, call.Caller);
        if (entered.Failure is { } full)
        {
            await ProblemWriter.WriteAsync(context, full);
            return;
        }

        try
        {
            context.Features.Set(entered.Value);
            if (await serve(call, held, held._services) is { } failure)
                await ProblemWriter.WriteAsync(context, failure);
        }
        finally
        {
            held.Leave(entered.Value);
        }
    }

    /// <summary>Takes a place for a request; leave it with <see cref="Leave"/>.</summary>
    /// <returns>What it counts against, or why there is no place.</returns>
    private Outcome<AdmissionPass> Enter(HttpContext context, Caller caller)
    {
        if (Stopping.IsCancellationRequested)
            return RealtimeFailures.Stopping;
        var limit = _services.Options.Http.MaxHeldRequests;
        var entered = Interlocked.Increment(ref _held) <= limit
            ? _services.Admission.Enter(caller, AdmissionGate.IsHandshake(context))
            : RealtimeFailures.TooManyHeldRequests(limit);
        if (entered.Failure is not null)
            Interlocked.Decrement(ref _held);
        return entered;
    }

    private void Leave(AdmissionPass pass)
    {
        _services.Admission.Leave(pass);
        Interlocked.Decrement(ref _held);
    }

    /// <summary>Makes the connection that a request will be.</summary>
    public Connection NewConnection(HttpContext context, string transport, ResponseWriter writer)
    {
        var (id, shard) = hub.NextConnection();
        var connection = new Connection(
            id, ids.NewText(), new EndpointCall(context).Caller, transport, _services.Clock.GetUtcNow(), writer, shard)
        {
            Pass = context.Features.Get<AdmissionPass>(),
        };
        writer.Attach(connection);
        return connection;
    }

    /// <summary>Holds the request until its writer has written the last byte or the client has gone.</summary>
    /// <param name="connection">Made by <see cref="NewConnection"/>.</param>
    /// <param name="writer">Its sending half.</param>
    /// <param name="start">What the shard does first.</param>
    /// <param name="cancellation">The request's.</param>
    public async Task HoldAsync(
        Connection connection, ResponseWriter writer, ReadOnlyMemory<IShardCommand> start, CancellationToken cancellation)
    {
        var shard = connection.Shard;
        shard.Post(new OpenConnection(connection));
        foreach (var command in start.Span)
            shard.Post(command);
        try
        {
            await _services.Live.ConfirmAsync(connection, CancellationToken.None);
            await using (cancellation.UnsafeRegister(static held => ((ResponseWriter)held!).End(), writer))
                await writer.Ended;
        }
        finally
        {
            // The shard must have let go of the connection before HTTP takes the request back.
            var removal = new RemoveConnection(connection);
            shard.Post(removal);
            await removal.Done;
        }

        if (cancellation.IsCancellationRequested)
            Log.ConnectionEnded(connection.Session, new OperationCanceledException(cancellation));
    }
}
