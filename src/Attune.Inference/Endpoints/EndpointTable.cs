using System.Globalization;
using Attune.Foundation.Persistence;
using Microsoft.Data.Sqlite;

namespace Attune.Inference.Endpoints;

/// <summary>The SQL of the endpoints that were connected on the page.</summary>
internal sealed class EndpointTable(SqliteDatabase database)
{
    private const string Columns =
        "id, organisation_id, owner_id, client_id, name, base_url, model, enabled, created_at, api_key";

    /// <summary>An organisation's endpoints in the order in which they were connected.</summary>
    public List<StoredEndpoint> List(string organisation)
    {
        using var connection = database.Open();
        return connection.Query(
            $"SELECT {Columns} FROM inference_endpoints WHERE organisation_id = $organisation ORDER BY position", Read,
            ("$organisation", organisation));
    }

    public StoredEndpoint? FindByClientId(string organisation, string owner, string clientId)
    {
        using var connection = database.Open();
        return connection.Query($"""
            SELECT {Columns} FROM inference_endpoints
            WHERE organisation_id = $organisation AND owner_id = $owner AND client_id = $client
            """, Read, ("$organisation", organisation), ("$owner", owner), ("$client", clientId)).FirstOrDefault();
    }

    /// <summary>Stores an endpoint.</summary>
    /// <returns>False when the owner has one with the same client id already, or the organisation has enough.</returns>
    public bool Add(StoredEndpoint endpoint, int limit)
    {
        using var connection = database.Open();
        // One statement, so that two requests at once cannot both be the last one allowed.
        return connection.Execute($"""
            INSERT INTO inference_endpoints ({Columns})
            SELECT $id, $organisation, $owner, $client, $name, $url, $model, $enabled, $at, $key
            WHERE (SELECT COUNT(*) FROM inference_endpoints WHERE organisation_id = $organisation) < $limit
            ON CONFLICT (organisation_id, owner_id, client_id) DO NOTHING
            """,
            ("$id", endpoint.Definition.Id), ("$organisation", endpoint.Organisation), ("$owner", endpoint.Owner),
            ("$client", endpoint.ClientId), ("$name", endpoint.Definition.Name),
            ("$url", endpoint.Definition.Address.AbsoluteUri), ("$model", endpoint.Definition.Model),
            ("$enabled", endpoint.Definition.Enabled), ("$at", endpoint.CreatedAt.ToString("O", CultureInfo.InvariantCulture)),
            ("$key", endpoint.Definition.Key?.Value), ("$limit", limit)) > 0;
    }

    /// <returns>False when it is gone.</returns>
    public bool Change(string organisation, EndpointDefinition endpoint)
    {
        using var connection = database.Open();
        var changed = connection.Execute("""
            UPDATE inference_endpoints SET name = $name, base_url = $url, model = $model, enabled = $enabled, api_key = $key
            WHERE organisation_id = $organisation AND id = $id
            """,
            ("$name", endpoint.Name), ("$url", endpoint.Address.AbsoluteUri), ("$model", endpoint.Model),
            ("$enabled", endpoint.Enabled), ("$key", endpoint.Key?.Value), ("$organisation", organisation),
            ("$id", endpoint.Id));
        // The key that was there before may have been given up because somebody else has it.
        EmptyLog(connection);
        return changed > 0;
    }

    /// <returns>False when it is gone.</returns>
    public bool Remove(string organisation, string id)
    {
        using var connection = database.Open();
        var removed = connection.Execute("DELETE FROM inference_endpoints WHERE organisation_id = $organisation AND id = $id",
            ("$organisation", organisation), ("$id", id));
        EmptyLog(connection);
        return removed > 0;
    }

    /// <returns>How many were removed.</returns>
    public int RemoveAllOf(string organisation, string owner)
    {
        using var connection = database.Open();
        var removed = connection.Execute(
            "DELETE FROM inference_endpoints WHERE organisation_id = $organisation AND owner_id = $owner",
            ("$organisation", organisation), ("$owner", owner));
        EmptyLog(connection);
        return removed;
    }

    /// <summary>Deleted content is overwritten in the database; emptying the write-ahead log removes the last copy of a
    /// key.</summary>
    private static void EmptyLog(SqliteConnection connection) => connection.Execute("PRAGMA wal_checkpoint(TRUNCATE)");

    private static StoredEndpoint Read(SqliteDataReader row) => new(
        row.GetString(1), row.GetString(2), row.TextOrNull(3),
        DateTimeOffset.Parse(row.GetString(8), CultureInfo.InvariantCulture),
        new EndpointDefinition(row.GetString(0), row.GetString(4), new Uri(row.GetString(5)), row.GetString(6),
            Secret.From(row.TextOrNull(9)), EndpointSource.Page, row.GetBoolean(7)));
}
