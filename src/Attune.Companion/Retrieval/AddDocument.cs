using System.Security.Cryptography;
using System.Text;
using Attune.Companion.Retrieval.Imports;
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
    internal const int LongestName = 200;

    public ValueTask<Outcome<DocumentView>> RunAsync(Caller caller, DocumentRequest request, CancellationToken cancellation)
    {
        var text = DocumentText(request);
        if (text.Failure is { } unreadable)
            return ValueTask.FromResult<Outcome<DocumentView>>(unreadable);
        if (Check(request, text.Value, out var bytes) is { } failure)
            return ValueTask.FromResult<Outcome<DocumentView>>(failure);
        return StorageFailures.GuardAsync(() => StoreAsync(caller, request, text.Value, bytes, cancellation));
    }

    /// <summary>The text that is kept, and that citations point into.</summary>
    private Outcome<string> DocumentText(DocumentRequest request) => request.Format switch
    {
        null or "text" or "markdown" => request.Text ?? "",
        "html" => HtmlText.Read(request.Text ?? "", clock),
        _ => HttpFailures.InvalidField("format", "must be text, markdown or html"),
    };

    private Failure? Check(DocumentRequest request, string text, out long bytes)
    {
        bytes = 0;
        if (string.IsNullOrWhiteSpace(request.Name) || request.Name.Length > LongestName || request.Name.Any(char.IsControl))
            return HttpFailures.InvalidField("name", $"must be 1 to {LongestName} characters on one line");
        if (string.IsNullOrWhiteSpace(text))
            return HttpFailures.InvalidField("text", "must not be empty");
        if (ClientIds.Check(request.ClientId) is { } wrongId)
            return wrongId;
        bytes = Encoding.UTF8.GetByteCount(text);
        return bytes > options.Value.MaxDocumentBytes
            ? KnowledgeFailures.DocumentTooLarge(bytes, options.Value.MaxDocumentBytes)
            : null;
    }

    private async ValueTask<Outcome<DocumentView>> StoreAsync(
        Caller caller, DocumentRequest request, string text, long bytes, CancellationToken cancellation)
    {
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
