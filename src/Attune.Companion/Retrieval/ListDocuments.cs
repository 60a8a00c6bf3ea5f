using Attune.Companion.Storage;
using Attune.Contracts;
using Attune.Contracts.Knowledge;
using Attune.Foundation.Access;
using Attune.Foundation.Failures;

namespace Attune.Companion.Retrieval;

/// <summary>Lists an organisation's documents, oldest first.</summary>
internal sealed class ListDocuments(DocumentTable documents, KnowledgeIndexes indexes)
{
    public ValueTask<Outcome<ItemList<DocumentView>>> RunAsync(Caller caller, PageRequest page, CancellationToken cancellation) =>
        StorageFailures.GuardAsync<ItemList<DocumentView>>(async () =>
        {
            // The built-in documents of a first start are stored while the index is loaded.
            await indexes.OfAsync(caller.Organisation, cancellation);
            var rows = documents.List(caller.Organisation, page.After ?? 0, page.Limit + 1);
            return page.ToList(rows, row => row.Position, row => row.ToView());
        });
}
