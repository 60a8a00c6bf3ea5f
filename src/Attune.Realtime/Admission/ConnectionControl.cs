using Attune.Contracts.Errors;
using Attune.Contracts.Realtime;
using Attune.Foundation.Failures;
using Attune.Foundation.Http;
using Attune.Realtime.Delivery;
using Attune.Realtime.Protocol;
using Attune.Realtime.Settings;
using Microsoft.Extensions.Options;

namespace Attune.Realtime.Admission;

/// <summary>What an operator can do to connections: drain the server, call that off, close one.</summary>
internal sealed class ConnectionControl(
    DrainControl drain, DeliveryHub hub, IOptions<RealtimeOptions> options, RealtimeLog log)
{
    public ValueTask<Outcome<DrainView>> DrainAsync()
    {
        drain.Begin(ClosingCodes.Draining, isFinal: false);
        return ValueTask.FromResult<Outcome<DrainView>>(new DrainView(drain.IsDraining, drain.Connections));
    }

    public ValueTask<Failure?> CallOffAsync()
    {
        drain.CallOff();
        return ValueTask.FromResult<Failure?>(null);
    }

    /// <summary>Closes the connection of a session of the caller's organisation; its client may come back.</summary>
    public async ValueTask<Failure?> KickAsync(EndpointCall call)
    {
        var session = call.Route("id");
        var (from, to) = DrainControl.AdviceFor(1, options.Value.Drain);
        var bye = ServerFrames.Bye(ClosingCodes.Kicked.Name, from, to);
        var kicked = await hub.AskAsync(shard => Kick(shard, call.Caller.Organisation, session, bye), call.Aborted);
        if (kicked.Count == 0)
            return AdmissionFailures.UnknownConnection(session);
        log.Kicked(session, call.Caller.Principal);
        return null;
    }

    private static IEnumerable<bool> Kick(DeliveryShard shard, string organisation, string session, byte[] bye)
    {
        var found = shard.Connections.FirstOrDefault(connection =>
            connection.Session == session && connection.Caller.Organisation == organisation);
        if (found is null)
            return [];
        shard.Reply(found, bye);
        shard.Close(found, ClosingCodes.Kicked);
        return [true];
    }
}
