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
    public void Add(SqliteConnection connection, OutboxEvent added)
    {
        using var command = connection.CreateCommand();
        command.CommandText = """
            INSERT INTO foundation_outbox (id, organisation_id, topic, type, correlation_id, data)
            VALUES ($id, $organisation, $topic, $type, $correlation, $data)
            """;
        command.Parameters.AddWithValue("$id", added.Id);
        command.Parameters.AddWithValue("$organisation", added.Organisation);
        command.Parameters.AddWithValue("$topic", added.Topic);
        command.Parameters.AddWithValue("$type", added.Type);
        command.Parameters.AddWithValue("$correlation", (object?)added.CorrelationId ?? DBNull.Value);
        command.Parameters.AddWithValue("$data", added.Data);
        command.ExecuteNonQuery();
    }

    /// <summary>Tells the relay that there is something to publish.</summary>
    public void Wake() => _added.Set();

    /// <summary>Completes when <see cref="Wake"/> was called since the last time.</summary>
    public Task WaitAsync(CancellationToken cancellation) => _added.WaitAsync(cancellation);

    /// <summary>The oldest events that wait, in the order they were added.</summary>
    /// <param name="limit">At most so many.</param>
    public IReadOnlyList<WaitingEvent> Read(int limit)
    {
        using var connection = database.Open();
        using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT position, id, organisation_id, topic, type, data, correlation_id FROM foundation_outbox
            WHERE refusal IS NULL ORDER BY position LIMIT $limit
            """;
        command.Parameters.AddWithValue("$limit", limit);
        using var rows = command.ExecuteReader();
        var waiting = new List<WaitingEvent>();
        while (rows.Read())
        {
            waiting.Add(new WaitingEvent(rows.GetInt64(0), new OutboxEvent(rows.GetString(1), rows.GetString(2),
                rows.GetString(3), rows.GetString(4), rows.GetString(5), rows.IsDBNull(6) ? null : rows.GetString(6))));
        }

        return waiting;
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
        using var command = connection.CreateCommand();
        command.CommandText = "UPDATE foundation_outbox SET refusal = $reason WHERE position = $position";
        command.Parameters.AddWithValue("$reason", reason);
        command.Parameters.AddWithValue("$position", waiting.Position);
        command.ExecuteNonQuery();
    }

    /// <summary>Deletes what was put aside of a topic, whose texts are to be erased.</summary>
    /// <returns>True when nothing else of the topic waits, so that nothing more of it comes into the stream.</returns>
    public bool Forget(string organisation, string topic)
    {
        using var connection = database.Open();
        using var command = connection.CreateCommand();
        command.CommandText = """
            DELETE FROM foundation_outbox WHERE organisation_id = $organisation AND topic = $topic AND refusal IS NOT NULL;
            SELECT NOT EXISTS (SELECT 1 FROM foundation_outbox WHERE organisation_id = $organisation AND topic = $topic)
            """;
        command.Parameters.AddWithValue("$organisation", organisation);
        command.Parameters.AddWithValue("$topic", topic);
        return (long)command.ExecuteScalar()! != 0;
    }
}
