using Attune.Foundation.Access;
using Attune.Foundation.Failures;
using Attune.Foundation.Http;
using Attune.Realtime.Streams;

namespace Attune.Realtime.Transports.AiFeeds;

/// <summary>
/// <c>DELETE /v2/realtime/streams/{id}</c>: asks the producer of an AI stream to stop, as <c>stream.stop</c> does over a
/// WebSocket. What was written stays. A stream that has ended is left as it is.
/// </summary>
internal sealed class StopAiStream(IStreamEngine engine, IAccess access)
{
    public async ValueTask<Failure?> RunAsync(EndpointCall call)
    {
        var id = call.Route("id");
        if (!await access.AllowAsync(call.Caller, RealtimeVerbs.StopStream, id, call.Aborted))
            return AccessFailures.Forbidden($"{RealtimeVerbs.StopStream} {id}");
        var publisher = new Publisher(call.Caller.Organisation, call.Caller.Principal, call.CorrelationId);
        return (await engine.StopAsync(publisher, id, call.Aborted)).Failure;
    }
}
