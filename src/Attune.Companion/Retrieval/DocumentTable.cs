using System.Globalization;
using Attune.Companion.Retrieval.Ingest;
using Attune.Foundation.Outbox;
using Attune.Foundation.Persistence;
using Microsoft.Data.Sqlite;

namespace Attune.Companion.Retrieval;

/// <summary>The SQL of the documents: one owner, because endpoints, index, guide and manual all need it.</summary>
internal sealed class DocumentTable(SqliteDatabase database, EventOutbox outbox, KnowledgeEvents events)
{
    private const string Columns =
        "position, id, organisation_id, owner_id, client_id, name, language, characters, bytes, passages, built_in, created_at, "
        + "text_hash";

    /// <summary>Stores a document unless the owner has one with the same client id already.</summary>
    /// <returns>The stored document, and whether it is the new one.</returns>
    public (StoredDocument Document, bool IsNew) Add(StoredDocument document, string text)
    {
        using var connection = database.Open();
        return Insert(connection, document, text)
            ? (document, true)
            : (FindByClientId(connection, document.Organisation, document.Owner, document.ClientId!)!, false);
    }

    /// <summary>As <see cref="Add"/>, within the transaction that a connection has open.</summary>
    /// <returns>False when the owner has one with the same client id already.</returns>
    public static bool Insert(SqliteConnection connection, StoredDocument document, string text) => connection.Execute("""
        INSERT INTO companion_documents (id, organisation_id, owner_id, client_id, name, language, characters, bytes,
            passages, built_in, created_at, text_hash, text)
        VALUES ($id, $organisation, $owner, $client, $name, $language, $characters, $bytes, $passages, $builtIn, $at,
            $hash, $text)
        ON CONFLICT (organisation_id, owner_id, client_id) DO NOTHING
        """,
        ("$id", document.Id), ("$organisation", document.Organisation), ("$owner", document.Owner),
        ("$client", document.ClientId), ("$name", document.Name), ("$language", document.Language),
        ("$characters", document.Characters), ("$bytes", document.Bytes), ("$passages", document.Passages),
        ("$builtIn", document.BuiltIn), ("$at", document.CreatedAt.ToString("O", CultureInfo.InvariantCulture)),
        ("$hash", document.TextHash), ("$text", text)) > 0;

    /// <summary>Replaces name and text of a built-in document; its id stays.</summary>
    public void Replace(StoredDocument document, string text)
    {
        using var connection = database.Open();
        connection.Execute("""
            UPDATE companion_documents SET name = $name, language = $language, characters = $characters, bytes = $bytes,
                passages = $passages, text_hash = $hash, text = $text WHERE organisation_id = $organisation AND id = $id
            """,
            ("$name", document.Name), ("$language", document.Language), ("$characters", document.Characters),
            ("$bytes", document.Bytes), ("$passages", document.Passages), ("$hash", document.TextHash), ("$text", text),
            ("$organisation", document.Organisation), ("$id", document.Id));
    }

    public StoredDocument? Find(string organisation, string id)
    {
        using var connection = database.Open();
        return connection.Query($"SELECT {Columns} FROM companion_documents WHERE organisation_id = $organisation AND id = $id",
            Read, ("$organisation", organisation), ("$id", id)).FirstOrDefault();
    }

    public StoredDocument? FindByClientId(string organisation, string owner, string clientId)
    {
        using var connection = database.Open();
        return FindByClientId(connection, organisation, owner, clientId);
    }

    /// <summary>A page of an organisation's documents, oldest first.</summary>
    public List<StoredDocument> List(string organisation, long after, int limit)
    {
        using var connection = database.Open();
        return connection.Query($"""
            SELECT {Columns} FROM companion_documents WHERE organisation_id = $organisation AND position > $after
            ORDER BY position LIMIT $limit
            """, Read, ("$organisation", organisation), ("$after", after), ("$limit", limit));
    }

    /// <summary>What an organisation keeps besides the built-in documents.</summary>
    public (int Documents, long Bytes) Measure(string organisation)
    {
        using var connection = database.Open();
        return Measure(connection, organisation);
    }

    /// <summary>As <see cref="Measure(string)"/>, within a transaction.</summary>
    public static (int Documents, long Bytes) Measure(SqliteConnection connection, string organisation) => connection.Query("""
        SELECT COUNT(*), COALESCE(SUM(bytes), 0) FROM companion_documents
        WHERE organisation_id = $organisation AND built_in = 0
        """,
        row => (row.GetInt32(0), row.GetInt64(1)), ("$organisation", organisation))[0];

    /// <summary>How many documents an owner has.</summary>
    public int CountOf(string organisation, string owner)
    {
        using var connection = database.Open();
        return connection.Query(
            "SELECT COUNT(*) FROM companion_documents WHERE organisation_id = $organisation AND owner_id = $owner",
            row => row.GetInt32(0), ("$organisation", organisation), ("$owner", owner))[0];
    }

    /// <summary>Bytes of a document's text; null when it is not stored.</summary>
    public static long? BytesOf(SqliteConnection connection, StoredDocument document) => connection.Query(
        "SELECT bytes FROM companion_documents WHERE organisation_id = $organisation AND id = $id",
        static row => (long?)row.GetInt64(0), ("$organisation", document.Organisation), ("$id", document.Id)).FirstOrDefault();

    /// <summary>Takes a document's row out, within a transaction.</summary>
    public static void Remove(SqliteConnection connection, StoredDocument document) => connection.Execute(
        "DELETE FROM companion_documents WHERE organisation_id = $organisation AND id = $id",
        ("$organisation", document.Organisation), ("$id", document.Id));

    /// <summary>The text of a document; null when it is gone.</summary>
    public string? ReadText(string organisation, string id)
    {
        using var connection = database.Open();
        return ReadText(connection, organisation, id);
    }

    /// <summary>As <see cref="ReadText(string, string)"/>, within a transaction.</summary>
    public static string? ReadText(SqliteConnection connection, string organisation, string id) => connection.Query(
        "SELECT text FROM companion_documents WHERE organisation_id = $organisation AND id = $id",
        row => row.GetString(0), ("$organisation", organisation), ("$id", id)).FirstOrDefault();

    /// <summary>Deletes a document; a built-in one is remembered as dismissed, so that no later start brings it back.</summary>
    public void Delete(StoredDocument document, DateTimeOffset now)
    {
        using var connection = database.Open();
        using var transaction = connection.BeginTransaction(deferred: false);
        Remove(connection, document);
        outbox.Add(connection, events.Deleted(document));
        if (document.BuiltIn)
        {
            connection.Execute("""
                INSERT INTO companion_dismissed_documents (organisation_id, owner_id, client_id, dismissed_at)
                VALUES ($organisation, $owner, $client, $at) ON CONFLICT DO NOTHING
                """,
                ("$organisation", document.Organisation), ("$owner", document.Owner), ("$client", document.ClientId),
                ("$at", now.ToString("O", CultureInfo.InvariantCulture)));
        }

        transaction.Commit();
        outbox.Wake();
    }

    public bool IsDismissed(string organisation, string owner, string clientId)
    {
        using var connection = database.Open();
        return connection.Query("""
            SELECT 1 FROM companion_dismissed_documents
            WHERE organisation_id = $organisation AND owner_id = $owner AND client_id = $client
            """, row => row.GetInt32(0), ("$organisation", organisation), ("$owner", owner), ("$client", clientId)).Count > 0;
    }

    public static StoredDocument? FindByClientId(
        SqliteConnection connection, string organisation, string owner, string clientId) =>
        connection.Query($"""
            SELECT {Columns} FROM companion_documents
            WHERE organisation_id = $organisation AND owner_id = $owner AND client_id = $client
            """, Read, ("$organisation", organisation), ("$owner", owner), ("$client", clientId)).FirstOrDefault();

    private static StoredDocument Read(SqliteDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.TextOrNull(4), row.GetString(5),
        row.GetString(6), row.GetInt32(7), row.GetInt64(8), row.GetInt32(9), row.GetBoolean(10),
        DateTimeOffset.Parse(row.GetString(11), CultureInfo.InvariantCulture), row.GetString(12));
}
