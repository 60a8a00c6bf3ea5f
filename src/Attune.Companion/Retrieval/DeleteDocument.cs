using Attune.Companion.Storage;
using Attune.Foundation.Access;
using Attune.Foundation.Failures;

namespace Attune.Companion.Retrieval;

/// <summary>Deletes a document from the database, its files and the index.</summary>
internal sealed class DeleteDocument(
    DocumentTable documents, KnowledgeIndexes indexes, DeletedTraces traces, TimeProvider clock)
{
    /// <returns>Null when it is deleted.</returns>
    public async ValueTask<Failure?> RunAsync(Caller caller, string id, CancellationToken cancellation)
    {
        var outcome = await StorageFailures.GuardAsync(() => DeleteAsync(caller.Organisation, id, cancellation));
        if (outcome.Failure is null)
            await traces.RemoveAsync(cancellation);
        return outcome.Failure;
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
