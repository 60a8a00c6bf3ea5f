using Attune.Foundation.Hosting;
using Attune.Foundation.Persistence;
using Microsoft.Data.Sqlite;

namespace Attune.Foundation.Outbox;

/// <summary>
/// A change and the event that tells of it commit in one transaction; a relay publishes what waits here. So no crash loses an
/// event, and because the relay publishes by id, none is told twice.
/// </summary>
public sealed class EventOutbox(SqliteDatabase database)
{
    private readonly WakeSignal _added = new();

    /// <summary>
    /// Adds an event within the transaction that the connection has open. After the commit call <see cref="Wake"/>.
    /// </summary>
    public void Add(SqliteConnection connection, OutboxEvent added) => connection.Execute("""
        INSERT INTO foundation_outbox (id, organisation_id, topic, type, correlation_id, data)
        VALUES ($id, $organisation, $topic, $type, $correlation, $data)
        """,
        ("$id", added.Id), ("$organisation", added.Organisation), ("$topic", added.Topic), ("$type", added.Type),
        ("$correlation", added.CorrelationId), ("$data", added.Data));

    /// <summary>Tells the relay that there is something to publish.</summary>
    public void Wake() => _added.Set();

    /// <summary>Completes when <see cref="Wake"/> was called since the last time.</summary>
    public Task WaitAsync(CancellationToken cancellation) => _added.WaitAsync(cancellation);

    /// <summary>The oldest events that wait, in the order they were added.</summary>
    /// <param name="limit">At most so many.</param>
    public IReadOnlyList<WaitingEvent> Read(int limit)
    {
        using var connection = database.Open();
        return connection.Query("""
            SELECT position, id, organisation_id, topic, type, data, correlation_id FROM foundation_outbox
            WHERE refusal IS NULL ORDER BY position LIMIT $limit
            """,
            row => new WaitingEvent(row.GetInt64(0), new OutboxEvent(row.GetString(1), row.GetString(2), row.GetString(3),
                row.GetString(4), row.GetString(5), row.TextOrNull(6))),
            ("$limit", limit));
    }

    /// <summary>Forgets events that were published.</summary>
    public void Remove(IEnumerable<WaitingEvent> published)
    {
        using var connection = database.Open();
        using var transaction = connection.BeginTransaction(deferred: false);
        using var command = connection.CreateCommand();
        command.CommandText = "DELETE FROM foundation_outbox WHERE position = $position";
        var position = command.Parameters.Add("$position", SqliteType.Integer);
        foreach (var waiting in published)
        {
            position.Value = waiting.Position;
            command.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    /// <summary>Puts an event aside that the stream will never take.</summary>
    public void Refuse(WaitingEvent waiting, string reason)
    {
        using var connection = database.Open();
        connection.Execute("UPDATE foundation_outbox SET refusal = $reason WHERE position = $position",
            ("$reason", reason), ("$position", waiting.Position));
    }

    /// <summary>Deletes what was put aside of a topic, whose texts are to be erased.</summary>
    /// <returns>True when nothing else of the topic waits, so that nothing more of it comes into the stream.</returns>
    public bool Forget(string organisation, string topic)
    {
        using var connection = database.Open();
        using var command = connection.Command("""
            DELETE FROM foundation_outbox WHERE organisation_id = $organisation AND topic = $topic AND refusal IS NOT NULL;
            SELECT NOT EXISTS (SELECT 1 FROM foundation_outbox WHERE organisation_id = $organisation AND topic = $topic)
            """, ("$organisation", organisation), ("$topic", topic));
        return (long)command.ExecuteScalar()! != 0;
    }
}
