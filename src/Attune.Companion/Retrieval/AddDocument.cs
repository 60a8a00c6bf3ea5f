using System.Security.Cryptography;
using System.Text;
using Attune.Companion.Storage;
using Attune.Contracts.Knowledge;
using Attune.Foundation.Access;
using Attune.Foundation.Failures;
using Attune.Foundation.Hosting;
using Attune.Foundation.Http;
using Attune.Language;
using Attune.Language.Search;
using Microsoft.Extensions.Options;

namespace Attune.Companion.Retrieval;

/// <summary>Stores a document and makes it findable. The same client id again returns the document of the first time.</summary>
internal sealed class AddDocument(
    DocumentTable documents, KnowledgeIndexes indexes, IOptions<KnowledgeOptions> options, Ids ids, TimeProvider clock)
{
    private const int LongestName = 200;

    public ValueTask<Outcome<DocumentView>> RunAsync(Caller caller, DocumentRequest request, CancellationToken cancellation)
    {
        if (Check(request, out var bytes) is { } failure)
            return ValueTask.FromResult<Outcome<DocumentView>>(failure);
        return StorageFailures.GuardAsync(() => StoreAsync(caller, request, bytes, cancellation));
    }

    private Failure? Check(DocumentRequest request, out long bytes)
    {
        bytes = 0;
        if (string.IsNullOrWhiteSpace(request.Name) || request.Name.Length > LongestName || request.Name.Any(char.IsControl))
            return HttpFailures.InvalidField("name", $"must be 1 to {LongestName} characters on one line");
        if (string.IsNullOrWhiteSpace(request.Text))
            return HttpFailures.InvalidField("text", "must not be empty");
        if (ClientIds.Check(request.ClientId) is { } wrongId)
            return wrongId;
        bytes = Encoding.UTF8.GetByteCount(request.Text);
        return bytes > options.Value.MaxDocumentBytes
            ? KnowledgeFailures.DocumentTooLarge(bytes, options.Value.MaxDocumentBytes)
            : null;
    }

    private async ValueTask<Outcome<DocumentView>> StoreAsync(
        Caller caller, DocumentRequest request, long bytes, CancellationToken cancellation)
    {
        var text = request.Text!;
        var passages = PassageCutter.Cut(text);
        var index = await indexes.OfAsync(caller.Organisation, cancellation);
        await index.Changes.WaitAsync(cancellation);
        try
        {
            if (request.ClientId is { } clientId
                && documents.FindByClientId(caller.Organisation, caller.Principal, clientId) is { } earlier)
                return earlier.ToView();
            if (FullReason(caller.Organisation, bytes) is { } full)
                return full;
            var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
            var (document, isNew) = documents.Add(new StoredDocument(
                0, ids.NewText(), caller.Organisation, caller.Principal, request.ClientId, request.Name!.Trim(),
                LanguageDetection.OfDocument(text).Tag, text.Length, bytes, passages.Count, BuiltIn: false,
                clock.GetUtcNow(), hash), text);
            if (isNew)
                index.Add(document.Id, document.Name, text, passages, textHash: hash);
            return document.ToView();
        }
        finally
        {
            index.Changes.Release();
        }
    }

    private Failure? FullReason(string organisation, long bytes)
    {
        var (count, total) = documents.Measure(organisation);
        if (count >= options.Value.MaxDocuments)
            return KnowledgeFailures.TooManyDocuments(options.Value.MaxDocuments);
        return total + bytes > options.Value.MaxTotalBytes ? KnowledgeFailures.KnowledgeFull(options.Value.MaxTotalBytes) : null;
    }
}
