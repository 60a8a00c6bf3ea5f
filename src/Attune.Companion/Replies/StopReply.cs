using Attune.Companion.Storage;
using Attune.Foundation.Access;
using Attune.Foundation.Failures;
using Attune.Realtime.AiStreams;

namespace Attune.Companion.Replies;

/// <summary>Stops a reply; what was written stays. Stopping a finished one changes nothing.</summary>
internal sealed class StopReply(ReplyTable replies, ReplySettlement settlement, ReplyStops stops, IAiStreams streams)
{
    /// <param name="caller">Who asks.</param>
    /// <param name="id">Which reply.</param>
    /// <param name="conversationId">The conversation that it must belong to; null for the reply to a single question.</param>
    /// <param name="unknown">What to say when there is no such reply.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    public ValueTask<Outcome<Reply>> RunAsync(
        Caller caller, string id, string? conversationId, Failure unknown, CancellationToken cancellation) =>
        StorageFailures.GuardAsync<Reply>(async () =>
        {
            if (replies.Find(caller.Organisation, caller.Principal, id) is not { } reply
                || reply.ConversationId != conversationId)
                return unknown;
            if (reply.IsFinished)
                return reply;
            var stream = new AiStreamName(reply.Organisation, reply.StreamId);
            if (settlement.RequestStop(reply))
                await streams.EndAsync(stream, AiStreamState.Cancelled, cancellation);
            else
                stops.Request(reply.Id);
            return replies.Find(caller.Organisation, caller.Principal, id) ?? reply;
        });
}
