using Attune.Companion.Guide.Writing;
using Attune.Companion.Storage;
using Attune.Contracts.Guide;
using Attune.Foundation.Access;
using Attune.Foundation.Failures;
using Attune.Realtime.AiStreams;

namespace Attune.Companion.Guide;

/// <summary>Stops a reply; what was written stays. Stopping a finished one changes nothing.</summary>
internal sealed class StopReply(ReplyTable replies, ReplyWriter writer, IAiStreams streams)
{
    public ValueTask<Outcome<ReplyView>> RunAsync(Caller caller, string id, CancellationToken cancellation) =>
        StorageFailures.GuardAsync<ReplyView>(async () =>
        {
            if (replies.Find(caller.Organisation, caller.Principal, id) is not { } reply)
                return GuideFailures.UnknownReply(id);
            if (reply.IsFinished)
                return reply.ToView();
            var stream = new AiStreamName(reply.Organisation, reply.StreamId);
            if (replies.RequestStop(reply))
                await streams.EndAsync(stream, AiStreamState.Cancelled, cancellation);
            else
                writer.RequestStop(reply.Id);
            return replies.Find(caller.Organisation, caller.Principal, id)!.ToView();
        });
}
