using Attune.Companion.Storage;
using Attune.Foundation.Access;
using Attune.Foundation.Failures;

namespace Attune.Companion.Retrieval;

/// <summary>Deletes documents from the database, its files and the index.</summary>
internal sealed class DeleteDocument(
    DocumentTable documents, KnowledgeIndexes indexes, DeletedTraces traces, TimeProvider clock)
{
    /// <returns>Null when it is deleted.</returns>
    public ValueTask<Failure?> RunAsync(Caller caller, string id, CancellationToken cancellation) =>
        RunAsync(caller.Organisation, [id], cancellation);

    /// <summary>Deletes several; what was deleted before a failure stays deleted.</summary>
    /// <returns>Null when all are deleted.</returns>
    public async ValueTask<Failure?> RunAsync(string organisation, IReadOnlyList<string> ids, CancellationToken cancellation)
    {
        Failure? failure = null;
        var deleted = 0;
        foreach (var id in ids)
        {
            failure = (await StorageFailures.GuardAsync(() => DeleteAsync(organisation, id, cancellation))).Failure;
            if (failure is not null)
                break;
            deleted++;
        }

        if (deleted > 0)
            await traces.RemoveAsync(cancellation);
        return failure;
    }

    private async ValueTask<Outcome<bool>> DeleteAsync(string organisation, string id, CancellationToken cancellation)
    {
        var index = await indexes.OfAsync(organisation, cancellation);
        await index.Changes.WaitAsync(cancellation);
        try
        {
            if (documents.Find(organisation, id) is not { } document || documents.ReadText(organisation, id) is not { } text)
                return KnowledgeFailures.UnknownDocument(id);
            await index.EraseAsync(id, cancellation);
            documents.Delete(document, clock.GetUtcNow());
            index.Remove(id, text);
            index.Compact();
            return true;
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
}
