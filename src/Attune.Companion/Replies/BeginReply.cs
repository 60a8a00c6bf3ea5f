using Attune.Companion.Replies.Writing;
using Attune.Realtime.AiStreams;

namespace Attune.Companion.Replies;

/// <summary>What follows when a waiting reply has been committed, before its ids are told.</summary>
internal sealed class BeginReply(ReplyWorker worker, IAiStreams streams)
{
    public async Task RunAsync(string organisation, string streamId, CancellationToken cancellation)
    {
        // First: it is stored, so it is answered whatever happens to the stream or to the caller from here on.
        worker.Wake();
        // The stream exists before its id is told, so that a viewer who comes before the first piece finds it. If this fails
        // the worker opens it with the first piece.
        await streams.AppendAsync(
            new AiStreamName(organisation, streamId), ReplyWriter.Part, 0, ReadOnlyMemory<byte>.Empty, cancellation);
    }
}
