using Attune.Companion.Storage;
using Attune.Foundation.Failures;
using Attune.Foundation.Outbox;
using Attune.Foundation.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace Attune.Companion.Retrieval.Ingest;

/// <summary>
/// Stores prepared documents and makes them findable: all of them in one transaction, then in the index. Whatever moment the
/// server dies in, a document is stored whole or not at all, and the next start indexes what the index lacks.
/// </summary>
internal sealed class StoreDocuments(
    SqliteDatabase database, KnowledgeIndexes indexes, EventOutbox outbox, KnowledgeEvents events,
    IOptions<KnowledgeOptions> options)
{
    /// <param name="organisation">Whose documents these are.</param>
    /// <param name="prepared">They; those with a client id that is stored already are left as they are there.</param>
    /// <param name="also">What else belongs into the transaction; it gets the outcomes in the order of the documents.</param>
    /// <param name="cancellation">Ends the wait for the index; what has begun is finished.</param>
    /// <returns>The stored documents in the same order, or why not; a failure when nothing could be stored at all.</returns>
    public ValueTask<Outcome<IReadOnlyList<Outcome<StoredDocument>>>> RunAsync(
        string organisation, IReadOnlyList<PreparedDocument> prepared,
        Action<SqliteConnection, IReadOnlyList<Outcome<StoredDocument>>>? also, CancellationToken cancellation) =>
        StorageFailures.GuardAsync(() => StoreAsync(organisation, prepared, also, cancellation));

    private async ValueTask<Outcome<IReadOnlyList<Outcome<StoredDocument>>>> StoreAsync(
        string organisation, IReadOnlyList<PreparedDocument> prepared,
        Action<SqliteConnection, IReadOnlyList<Outcome<StoredDocument>>>? also, CancellationToken cancellation)
    {
        var index = await indexes.OfAsync(organisation, cancellation);
        await index.Changes.WaitAsync(cancellation);
        try
        {
            // First, so that a crash leaves a document that is indexed anew and never words of a text that is gone; and not
            // in the transaction, because vectors may have to be erased on another machine.
            foreach (var document in prepared.Where(document => document.Replaces))
                await index.EraseAsync(document.Document.Id, cancellation);
            var changes = Commit(organisation, prepared, also);
            foreach (var (document, replaced) in changes.Added)
            {
                if (replaced is not null)
                    index.Remove(document.Document.Id, replaced);
                index.Add(document.Terms);
            }

            outbox.Wake();
            return Outcome.Of<IReadOnlyList<Outcome<StoredDocument>>>(changes.Outcomes);
        }
        catch (Exception error) when (IndexStore.IsRefusal(error))
        {
            return KnowledgeFailures.IndexNotErasable(error.Message);
        }
        finally
        {
            index.Changes.Release();
        }
    }

    private Changes Commit(
        string organisation, IReadOnlyList<PreparedDocument> prepared,
        Action<SqliteConnection, IReadOnlyList<Outcome<StoredDocument>>>? also)
    {
        var changes = new Changes([], []);
        using var connection = database.Open();
        using var transaction = connection.BeginTransaction(deferred: false);
        var (count, total) = DocumentTable.Measure(connection, organisation);
        foreach (var document in prepared)
        {
            if (Earlier(connection, document) is { } earlier)
            {
                changes.Outcomes.Add(earlier);
                continue;
            }

            var freed = document.Replaces ? DocumentTable.BytesOf(connection, document.Document) : null;
            var (others, othersBytes) = freed is { } bytes ? (count - 1, total - bytes) : (count, total);
            if (FullReason(others, othersBytes, document.Document.Bytes) is { } full)
            {
                changes.Outcomes.Add(full);
                continue;
            }

            var replaced = freed is null ? null : TakeOut(connection, document.Document);
            DocumentTable.Insert(connection, document.Document, document.Text);
            outbox.Add(connection, events.Stored(document.Document));
            changes.Outcomes.Add(document.Document);
            changes.Added.Add((document, replaced));
            (count, total) = (others + 1, othersBytes + document.Document.Bytes);
        }

        also?.Invoke(connection, changes.Outcomes);
        transaction.Commit();
        return changes;
    }

    /// <returns>The text that is taken out.</returns>
    private static string? TakeOut(SqliteConnection connection, StoredDocument document)
    {
        var text = DocumentTable.ReadText(connection, document.Organisation, document.Id);
        DocumentTable.Remove(connection, document);
        return text;
    }

    private static StoredDocument? Earlier(SqliteConnection connection, PreparedDocument document) =>
        document is { Replaces: false, Document.ClientId: { } clientId }
            ? DocumentTable.FindByClientId(connection, document.Document.Organisation, document.Document.Owner, clientId)
            : null;

    private Failure? FullReason(int count, long total, long bytes)
    {
        if (count >= options.Value.MaxDocuments)
            return KnowledgeFailures.TooManyDocuments(options.Value.MaxDocuments);
        return total + bytes > options.Value.MaxTotalBytes ? KnowledgeFailures.KnowledgeFull(options.Value.MaxTotalBytes) : null;
    }

    /// <summary>What one transaction did: the documents that are new in the index, with the texts that they replace.</summary>
    private sealed record Changes(
        List<Outcome<StoredDocument>> Outcomes, List<(PreparedDocument Document, string? Replaced)> Added);
}
