using Attune.Foundation.Failures;

namespace Attune.Companion.Retrieval;

/// <summary>What can go wrong with documents.</summary>
internal static class KnowledgeFailures
{
    public static Failure UnknownDocument(string id) => new("unknown_document", 404, "There is no such document.",
        $"No document has the id '{id}'.", "List the documents with GET /v1/knowledge/documents.");

    public static Failure DocumentTooLarge(long bytes, long limit) => new("document_too_large", 413, "The document is too large.",
        $"Its text has {bytes} bytes, the limit is {limit}.",
        "Split the document, or raise the setting Knowledge:MaxDocumentBytes.");

    public static Failure TooManyDocuments(int limit) => new("too_many_documents", 409, "No more documents can be kept.",
        $"{limit} documents are stored.", "Delete documents, or raise the setting Knowledge:MaxDocuments.");

    public static Failure KnowledgeFull(long limit) => new("knowledge_full", 409, "No more text can be kept.",
        $"All documents together may have {limit} bytes.", "Delete documents, or raise the setting Knowledge:MaxTotalBytes.");

    public static Failure IndexNotErasable(string reason) => new("index_unavailable", 503,
        "The search index cannot be written now.",
        $"The document was not deleted, because its words could not be erased from the index: {reason}",
        "Make the folder 'index' in the data folder writable, then delete again.", Retry: true);
}
