using Attune.Companion.Storage;
using Attune.Contracts.Knowledge;
using Attune.Foundation.Access;
using Attune.Foundation.Failures;

namespace Attune.Companion.Retrieval;

/// <summary>Shows one document with its text.</summary>
internal sealed class ReadDocument(DocumentTable documents)
{
    public ValueTask<Outcome<DocumentView>> RunAsync(Caller caller, string id) => StorageFailures.GuardAsync(() =>
    {
        var text = documents.ReadText(caller.Organisation, id);
        var document = text is null ? null : documents.Find(caller.Organisation, id);
        return ValueTask.FromResult<Outcome<DocumentView>>(
            document is null ? KnowledgeFailures.UnknownDocument(id) : document.ToView(text));
    });
}
