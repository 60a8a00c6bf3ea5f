using Attune.Companion.Storage;
using Attune.Contracts;
using Attune.Contracts.Knowledge;
using Attune.Foundation.Access;
using Attune.Foundation.Failures;

namespace Attune.Companion.Retrieval;

/// <summary>Lists an organisation's documents, oldest first.</summary>
internal sealed class ListDocuments(DocumentTable documents)
{
    public ValueTask<Outcome<ItemList<DocumentView>>> RunAsync(Caller caller, PageRequest page) =>
        StorageFailures.GuardAsync(() =>
        {
            var rows = documents.List(caller.Organisation, page.After ?? 0, page.Limit + 1);
            var list = page.ToList(rows, row => row.Position, row => row.ToView());
            return ValueTask.FromResult<Outcome<ItemList<DocumentView>>>(list);
        });
}
