using System.ComponentModel.DataAnnotations;

namespace Attune.Companion.Retrieval;

/// <summary>Settings of the documents that Attune answers from (section <c>Knowledge</c>).</summary>
public sealed class KnowledgeOptions
{
    /// <summary>Largest text of one document, in bytes of UTF-8. Default 5,242,880 (5 MB); 1,024 to 104,857,600.</summary>
    [Range(1_024, 104_857_600)]
    public long MaxDocumentBytes { get; set; } = 5 * 1_048_576;

    /// <summary>Documents that an organisation may keep besides the built-in ones. Default 1,000; 1 to 100,000.</summary>
    [Range(1, 100_000)]
    public int MaxDocuments { get; set; } = 1_000;

    /// <summary>
    /// Text that an organisation may keep in all its documents, in bytes of UTF-8. The search index takes about three times as
    /// much memory. Default 209,715,200 (200 MB); 1,024 to 10,737,418,240.
    /// </summary>
    [Range(1_024, 10_737_418_240)]
    public long MaxTotalBytes { get; set; } = 200 * 1_048_576;

    /// <summary>
    /// Passages with all words of a phrase whose texts are read to see whether the words stand side by side, the best ones first.
    /// Default 200; 10 to 10,000.
    /// </summary>
    [Range(10, 10_000)]
    public int MaxPhrasePassages { get; set; } = 200;

    /// <summary>
    /// Folder for the search index, which holds the words of the documents; also as environment variable CHROMA_DB_PATH. It is
    /// made anew from the stored documents when it is missing. Empty: <c>index</c> in the data folder.
    /// </summary>
    [StringLength(1_000)]
    public string IndexFolder { get; set; } = "";
}
