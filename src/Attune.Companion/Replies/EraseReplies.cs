using Attune.Realtime.AiStreams;

namespace Attune.Companion.Replies;

/// <summary>
/// Erases a person's questions and answers. Each answer leaves its stream before its row is deleted, because the row is all
/// that names the stream: after a failure the rest is erased by calling again.
/// </summary>
internal sealed class EraseReplies(ReplyTable replies, ReplySettlement settlement, ReplyStops stops, IAiStreams streams)
{
    private const int PageSize = 100;

    /// <returns>The number of replies erased.</returns>
    /// <exception cref="IOException">The log could not be written; what was not erased is still there.</exception>
    public async Task<int> RunAsync(string organisation, string owner, CancellationToken cancellation)
    {
        var erased = 0;
        // From the front again until nothing is left: a question may be asked meanwhile.
        while (replies.List(organisation, owner, null, PageSize) is { Count: > 0 } page)
        {
            foreach (var reply in page)
            {
                await EraseTextAsync(reply, cancellation);
                replies.Delete(reply);
                erased++;
            }
        }

        return erased;
    }

    private async Task EraseTextAsync(Reply reply, CancellationToken cancellation)
    {
        if (!reply.IsFinished)
        {
            settlement.RequestStop(reply);
            stops.Request(reply.Id);
        }

        // Nothing can be appended to a stream that has ended, so nothing comes back after the erasure.
        var stream = new AiStreamName(reply.Organisation, reply.StreamId);
        var ended = await streams.EndAsync(stream, AiStreamState.Cancelled, cancellation);
        var isEnded = ended.Failure is null or { Retry: false };
        var failure = isEnded ? (await streams.RedactAsync(stream, cancellation)).Failure : ended.Failure;
        if (failure is not null)
            throw new IOException($"The answer of reply '{reply.Id}' could not be erased: {failure.Detail}");
    }
}
