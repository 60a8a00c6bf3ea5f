using Attune.Companion.Retrieval.Ingest;
using Attune.Contracts.Knowledge;
using Attune.Foundation.Access;
using Attune.Foundation.Failures;

namespace Attune.Companion.Retrieval;

/// <summary>Stores a document and makes it findable. The same client id again returns the document of the first time.</summary>
internal sealed class AddDocument(PrepareDocument prepare, StoreDocuments store)
{
    internal const int LongestName = 200;

    public async ValueTask<Outcome<DocumentView>> RunAsync(
        Caller caller, DocumentRequest request, CancellationToken cancellation)
    {
        var prepared = prepare.Run(caller.Organisation, caller.Principal, request);
        if (prepared.Failure is { } refused)
            return refused;
        var stored = await store.RunAsync(caller.Organisation, [prepared.Value], also: null, cancellation);
        if (stored.Failure is { } failure)
            return failure;
        return stored.Value[0].Failure is { } full ? full : stored.Value[0].Value.ToView();
    }
}
