using System.Security.Cryptography;
using System.Text;
using Attune.Companion.Retrieval.Imports;
using Attune.Companion.Retrieval.Imports.Csv;
using Attune.Companion.Storage;
using Attune.Contracts.Knowledge;
using Attune.Foundation.Failures;
using Attune.Foundation.Hosting;
using Attune.Foundation.Http;
using Attune.Language;
using Attune.Language.Search;
using Attune.Language.Search.OnDisk;
using Microsoft.Extensions.Options;

namespace Attune.Companion.Retrieval.Ingest;

/// <summary>
/// Does all work on a document that needs neither database nor index: checks it, makes its kept text, cuts it into passages and
/// counts their terms. Several documents can be prepared at once.
/// </summary>
internal sealed class PrepareDocument(IOptions<KnowledgeOptions> options, Ids ids, TimeProvider clock)
{
    /// <param name="organisation">Whose document it becomes.</param>
    /// <param name="owner">Who brings it.</param>
    /// <param name="request">The document.</param>
    public Outcome<PreparedDocument> Run(string organisation, string owner, DocumentRequest request)
    {
        var text = DocumentText(request);
        if (text.Failure is { } unreadable)
            return unreadable;
        if (Check(request, text.Value, out var bytes) is { } failure)
            return failure;
        return Prepare(organisation, owner, request, text.Value, bytes);
    }

    /// <summary>The text that is kept, and that citations point into.</summary>
    private Outcome<string> DocumentText(DocumentRequest request) => request.Format switch
    {
        null or "text" or "markdown" => request.Text ?? "",
        "html" => HtmlText.Read(request.Text ?? "", clock),
        "csv" => CsvText.Read(request.Text ?? "", options.Value.MaxDocumentBytes),
        _ => HttpFailures.InvalidField("format", "must be text, markdown, html or csv"),
    };

    private Failure? Check(DocumentRequest request, string text, out long bytes)
    {
        bytes = 0;
        if (string.IsNullOrWhiteSpace(request.Name) || request.Name.Length > AddDocument.LongestName
            || request.Name.Any(char.IsControl))
            return HttpFailures.InvalidField("name", $"must be 1 to {AddDocument.LongestName} characters on one line");
        if (string.IsNullOrWhiteSpace(text))
            return HttpFailures.InvalidField("text", "must not be empty");
        if (ClientIds.Check(request.ClientId) is { } wrongId)
            return wrongId;
        bytes = Encoding.UTF8.GetByteCount(text);
        return bytes > options.Value.MaxDocumentBytes
            ? KnowledgeFailures.DocumentTooLarge(bytes, options.Value.MaxDocumentBytes)
            : null;
    }

    private PreparedDocument Prepare(string organisation, string owner, DocumentRequest request, string text, long bytes)
    {
        var passages = PassageCutter.Cut(text);
        var language = LanguageDetection.OfDocument(text);
        var document = new StoredDocument(
            0, ids.NewText(), organisation, owner, request.ClientId, request.Name!.Trim(), language.Tag, text.Length, bytes,
            passages.Count, BuiltIn: false, clock.GetUtcNow(),
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
        return new PreparedDocument(document, text, new DocumentRecord(
            document.Id, document.Name, document.TextHash, language, IsBuiltIn: false, passages,
            DocumentTerms.Of(text, document.Name, passages)));
    }
}
