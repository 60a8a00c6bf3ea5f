using Attune.Companion.Replies;
using Attune.Companion.Storage;
using Attune.Foundation.Outbox;
using Attune.Realtime.AiStreams;
using Attune.Realtime.Streams;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Attune.Companion.Conversations.Erasing;

/// <summary>
/// Takes a conversation that is marked as erasing out of stream and database. Safe to repeat: the rows, which are all that
/// names the streams, go last. Traces in the database's files stay until <see cref="DeletedTraces"/> removes them.
/// </summary>
internal sealed class EraseConversation(
    ConversationsDatabase database, EventOutbox outbox, ReplySettlement settlement, ReplyStops stops,
    IAiStreams streams, ITopicErasure topics, TimeProvider clock, ILogger<EraseConversation> log)
{
    private const int Tries = 100;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <returns>False when the stream did not let go of it in time; nothing of it is shown any more.</returns>
    /// <exception cref="Microsoft.Data.Sqlite.SqliteException">The database cannot be used.</exception>
    public async Task<bool> RunAsync(Conversation conversation, CancellationToken cancellation)
    {
        if (!await StopRepliesAsync(conversation, cancellation) || !await DrainOutboxAsync(conversation, cancellation))
            return false;
        var streamIds = OfConversation(conversation).Select(reply => reply.StreamId).ToList();
        var erased = await topics.EraseAsync(conversation.OrganisationId, conversation.Topic, streamIds, cancellation);
        if (erased.Failure is { } failure)
        {
            log.ConversationNotErased(conversation.Id, failure.Detail);
            return false;
        }

        await DeleteRowsAsync(conversation, cancellation);
        outbox.Wake();
        return true;
    }

    /// <summary>Nothing can be appended to a stream that has ended, so nothing comes back after the erasure.</summary>
    private async Task<bool> StopRepliesAsync(Conversation conversation, CancellationToken cancellation)
    {
        foreach (var reply in OfConversation(conversation))
        {
            if (!reply.IsFinished && !settlement.RequestStop(reply))
                stops.Request(reply.Id);
            var ended = await streams.EndAsync(
                new AiStreamName(reply.Organisation, reply.StreamId), AiStreamState.Cancelled, cancellation);
            if (ended.Failure is { Retry: true } failure)
            {
                log.ConversationNotErased(conversation.Id, failure.Detail);
                return false;
            }
        }

        // A writer that was just told to stop may still store an ending; wait for it, or the rows would be there again.
        return await UntilAsync(() => OfConversation(conversation).All(reply => reply.IsFinished), cancellation);
    }

    /// <summary>Events that were committed before the mark still come into the stream; erase after the last of them.</summary>
    private Task<bool> DrainOutboxAsync(Conversation conversation, CancellationToken cancellation)
    {
        outbox.Wake();
        return UntilAsync(() => outbox.Forget(conversation.OrganisationId, conversation.Topic), cancellation);
    }

    private List<Reply> OfConversation(Conversation conversation)
    {
        using var context = database.Open();
        return ReplyTable.OfConversation(context.Connection, conversation.Id, ids: null);
    }

    private async Task<bool> UntilAsync(Func<bool> isDone, CancellationToken cancellation)
    {
        for (var i = 0; i < Tries; i++)
        {
            if (isDone())
                return true;
            await Task.Delay(Pause, clock, cancellation);
        }

        return false;
    }

    private async Task DeleteRowsAsync(Conversation conversation, CancellationToken cancellation)
    {
        await using var context = database.Open();
        await using var transaction = await context.Database.BeginTransactionAsync(cancellation);
        ReplyTable.DeleteOf(context.Connection, conversation.Id);
        // Whoever deletes it at the same time has told of it.
        if (await context.Conversations.Where(row => row.Id == conversation.Id).ExecuteDeleteAsync(cancellation) == 0)
            return;
        foreach (var deleted in ConversationEvents.Deleted(conversation))
            outbox.Add(context.Connection, deleted);
        await transaction.CommitAsync(cancellation);
    }
}
