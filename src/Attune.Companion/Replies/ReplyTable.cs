using System.Globalization;
using Attune.Companion.Guide.Answers;
using Attune.Contracts.Crisis;
using Attune.Contracts.Guide;
using Attune.Foundation.Persistence;
using Attune.Language;
using Microsoft.Data.Sqlite;

namespace Attune.Companion.Replies;

/// <summary>
/// The SQL of the replies: one owner, because leases and states must change in one statement each. A finished reply never
/// changes again.
/// </summary>
internal sealed class ReplyTable(SqliteDatabase database, TimeProvider clock)
{
    /// <summary>
    /// Who holds the leases. One process at a time holds the data folder's lock and with it this name, so what carries it
    /// at a start was left behind by a crash.
    /// </summary>
    private const string Node = "local";

    /// <summary>Stores a reply unless the owner has one with the same client id already.</summary>
    /// <returns>The stored reply, and whether it is the new one.</returns>
    public (Reply Reply, bool IsNew) Add(Reply reply)
    {
        using var connection = database.Open();
        return Insert(connection, reply)
            ? (reply, true)
            : (FindByClientId(connection, reply.Organisation, reply.Owner, reply.ClientId!)!, false);
    }

    /// <summary>Stores a reply within a transaction of somebody else.</summary>
    /// <returns>False when the owner has one with the same client id already.</returns>
    public static bool Insert(SqliteConnection connection, Reply reply) => connection.Execute("""
        INSERT INTO companion_replies (id, organisation_id, owner_id, client_id, state, stream_id, language, method,
            correlation_id, created_at, input, conversation_id, message_id)
        VALUES ($id, $organisation, $owner, $client, 'queued', $stream, $language, $method, $correlation, $at, $input,
            $conversation, $message)
        ON CONFLICT (organisation_id, owner_id, client_id) DO NOTHING
        """,
        ("$id", reply.Id), ("$organisation", reply.Organisation), ("$owner", reply.Owner), ("$client", reply.ClientId),
        ("$stream", reply.StreamId), ("$language", reply.Language.Tag), ("$method", reply.Method),
        ("$correlation", reply.CorrelationId), ("$at", reply.CreatedAt.ToString("O", CultureInfo.InvariantCulture)),
        ("$input", ReplyMapping.ToJson(new ReplyInput(reply.Question, reply.Visit, reply.Tone))),
        ("$conversation", reply.ConversationId), ("$message", reply.MessageId)) > 0;

    public Reply? Find(string organisation, string owner, string id)
    {
        using var connection = database.Open();
        return connection.Query($"""
            SELECT {ReplyMapping.Columns} FROM companion_replies
            WHERE organisation_id = $organisation AND owner_id = $owner AND id = $id
            """, ReplyMapping.Read, ("$organisation", organisation), ("$owner", owner), ("$id", id)).FirstOrDefault();
    }

    public Reply? FindByClientId(string organisation, string owner, string clientId)
    {
        using var connection = database.Open();
        return FindByClientId(connection, organisation, owner, clientId);
    }

    /// <summary>A page of the replies to a person's single questions, newest first.</summary>
    public List<Reply> List(string organisation, string owner, long? before, int limit)
    {
        using var connection = database.Open();
        return connection.Query($"""
            SELECT {ReplyMapping.Columns} FROM companion_replies
            WHERE organisation_id = $organisation AND owner_id = $owner AND position < $before AND conversation_id IS NULL
            ORDER BY position DESC LIMIT $limit
            """, ReplyMapping.Read, ("$organisation", organisation), ("$owner", owner), ("$before", before ?? long.MaxValue),
            ("$limit", limit));
    }

    /// <summary>The replies of a conversation, oldest first.</summary>
    /// <param name="connection">Where to read.</param>
    /// <param name="conversation">Which conversation.</param>
    /// <param name="ids">Which of its replies; null for all.</param>
    public static List<Reply> OfConversation(SqliteConnection connection, string conversation, IEnumerable<string>? ids) =>
        connection.Query($"""
            SELECT {ReplyMapping.Columns} FROM companion_replies
            WHERE conversation_id = $conversation AND ($ids IS NULL OR id IN (SELECT value FROM json_each($ids)))
            ORDER BY position
            """, ReplyMapping.Read, ("$conversation", conversation),
            ("$ids", ids is null ? null : $"[{string.Join(',', ids.Select(id => $"\"{id}\""))}]"));

    /// <summary>True when so many replies wait that no more are taken.</summary>
    public bool IsFull(int limit)
    {
        using var connection = database.Open();
        return IsFull(connection, limit);
    }

    /// <summary>True when so many replies wait that no more are taken.</summary>
    public static bool IsFull(SqliteConnection connection, int limit) => connection.Query(
            "SELECT COUNT(*) FROM (SELECT 1 FROM companion_replies WHERE state = 'queued' LIMIT $limit)",
            row => row.GetInt32(0), ("$limit", limit))[0] >= limit;

    /// <summary>Puts back in the queue what this node was writing when it stopped.</summary>
    /// <returns>How many there were.</returns>
    public int ReleaseLeftovers()
    {
        using var connection = database.Open();
        return connection.Execute(
            "UPDATE companion_replies SET state = 'queued', lease_until = NULL WHERE state = 'running' AND owner_node = $node",
            ("$node", Node));
    }

    /// <summary>Takes the oldest reply that waits, or whose node has let its lease expire.</summary>
    /// <returns>Null when there is none.</returns>
    public Reply? ClaimNext(TimeSpan lease)
    {
        using var connection = database.Open();
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        return connection.Query($"""
            UPDATE companion_replies SET state = 'running', owner_node = $node, lease_until = $until, attempt = attempt + 1
            WHERE position = (SELECT position FROM companion_replies
                WHERE state IN ('queued', 'running')
                    AND (state = 'queued' OR (owner_node <> $node AND lease_until < $now))
                ORDER BY position LIMIT 1)
            RETURNING {ReplyMapping.Columns}
            """, ReplyMapping.Read, ("$node", Node), ("$until", now + (long)lease.TotalMilliseconds), ("$now", now))
            .FirstOrDefault();
    }

    /// <summary>Keeps the leases of everything that this node writes.</summary>
    public void RenewLeases(TimeSpan lease)
    {
        using var connection = database.Open();
        connection.Execute("UPDATE companion_replies SET lease_until = $until WHERE state = 'running' AND owner_node = $node",
            ("$until", (clock.GetUtcNow() + lease).ToUnixTimeMilliseconds()), ("$node", Node));
    }

    /// <summary>Fixes what will be written. The first text that was stored stays, whatever is composed later.</summary>
    /// <returns>The reply with the text that counts; null when the reply is gone.</returns>
    public Reply? StoreAnswer(Reply reply, ComposedAnswer answer, bool fallback = false, CrisisView? crisis = null)
    {
        using var connection = database.Open();
        connection.Execute("""
            UPDATE companion_replies
            SET found = $found, text = $text, citations = $citations, fallback = $fallback, method = $method, model = NULL,
                crisis = $crisis
            WHERE id = $id AND text IS NULL
            """,
            ("$found", answer.Found), ("$text", answer.Text), ("$citations", ReplyMapping.ToJson(answer.Citations)),
            ("$fallback", fallback), ("$method", Reply.RulesMethod),
            ("$crisis", crisis is null ? null : ReplyMapping.ToJson(crisis)), ("$id", reply.Id));
        return Read(connection, reply.Id);
    }

    /// <summary>Fixes what a visitor will be told and in which tone. The first text that was stored stays.</summary>
    /// <returns>The reply with the text that counts; null when the reply is gone.</returns>
    public Reply? StoreVisit(Reply reply, ComposedAnswer said, string method, string? model, GuideTone tone)
    {
        using var connection = database.Open();
        connection.Execute("""
            UPDATE companion_replies
            SET found = $found, text = $text, citations = $citations, method = $method, model = $model, input = $input
            WHERE id = $id AND text IS NULL
            """,
            ("$found", said.Found), ("$text", said.Text), ("$citations", ReplyMapping.ToJson(said.Citations)),
            ("$method", method), ("$model", model), ("$id", reply.Id),
            ("$input", ReplyMapping.ToJson(new ReplyInput(reply.Question, reply.Visit, tone))));
        return Read(connection, reply.Id);
    }

    /// <summary>Notes that a model writes and what it may cite, before its first piece is shown.</summary>
    /// <param name="reply">The reply.</param>
    /// <param name="model">Name of the endpoint; null while none has answered.</param>
    /// <param name="passages">The passages that the model was given, by number.</param>
    public void StoreModel(Reply reply, string? model, IReadOnlyList<Citation> passages)
    {
        using var connection = database.Open();
        connection.Execute("""
            UPDATE companion_replies SET method = $method, model = $model, citations = $citations
            WHERE id = $id AND state = 'running'
            """,
            ("$method", Reply.ModelMethod), ("$model", model), ("$citations", ReplyMapping.ToJson(passages)), ("$id", reply.Id));
    }

    /// <summary>Notes the end of a reply with the text that was written; nothing happens when it has ended already.</summary>
    /// <returns>The reply as it ended; null when it had ended before, or is gone.</returns>
    public Reply? Finish(SqliteConnection connection, Reply reply, ReplyState state, ComposedAnswer written) =>
        connection.Execute("""
            UPDATE companion_replies
            SET state = $state, finished_at = $at, lease_until = NULL, text = $text, citations = $citations, found = $found
            WHERE id = $id AND state IN ('queued', 'running')
            """,
            ("$state", ReplyMapping.NameOf(state)), ("$at", clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture)),
            ("$text", written.Text), ("$citations", ReplyMapping.ToJson(written.Citations)), ("$found", written.Found),
            ("$id", reply.Id)) > 0
            ? Read(connection, reply.Id)
            : null;

    /// <summary>Asks to stop a reply: one that waits ends here, one that is being written ends at its writer.</summary>
    /// <returns>The reply as it ended; null when its writer has to end it, or it had ended before.</returns>
    public Reply? RequestStop(SqliteConnection connection, Reply reply)
    {
        var ended = connection.Execute("""
            UPDATE companion_replies SET state = 'cancelled', stop_requested = 1, finished_at = $at, text = COALESCE(text, ''),
                citations = COALESCE(citations, '[]')
            WHERE id = $id AND state = 'queued' AND attempt = 0
            """, ("$at", clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture)), ("$id", reply.Id)) > 0;
        if (ended)
            return Read(connection, reply.Id);
        connection.Execute("UPDATE companion_replies SET stop_requested = 1 WHERE id = $id AND state IN ('queued', 'running')",
            ("$id", reply.Id));
        return null;
    }

    /// <summary>Deletes a reply, whatever its state.</summary>
    public void Delete(Reply reply)
    {
        using var connection = database.Open();
        connection.Execute("DELETE FROM companion_replies WHERE id = $id", ("$id", reply.Id));
    }

    /// <summary>Deletes the replies of a conversation, within a transaction of somebody else.</summary>
    public static void DeleteOf(SqliteConnection connection, string conversation) =>
        connection.Execute("DELETE FROM companion_replies WHERE conversation_id = $id", ("$id", conversation));

    private static Reply? Read(SqliteConnection connection, string id) => connection.Query(
        $"SELECT {ReplyMapping.Columns} FROM companion_replies WHERE id = $id", ReplyMapping.Read, ("$id", id)).FirstOrDefault();

    private static Reply? FindByClientId(SqliteConnection connection, string organisation, string owner, string clientId) =>
        connection.Query($"""
            SELECT {ReplyMapping.Columns} FROM companion_replies
            WHERE organisation_id = $organisation AND owner_id = $owner AND client_id = $client
            """, ReplyMapping.Read, ("$organisation", organisation), ("$owner", owner), ("$client", clientId)).FirstOrDefault();
}
