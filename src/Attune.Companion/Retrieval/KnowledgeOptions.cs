using System.ComponentModel.DataAnnotations;
using Attune.Companion.Retrieval.Vectors;

namespace Attune.Companion.Retrieval;

/// <summary>Settings of the documents that Attune answers from (section <c>Knowledge</c>).</summary>
public sealed class KnowledgeOptions
{
    internal const string ChromaStore = "chroma";

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
    /// Passages with all words of a phrase whose texts are read to see whether the words stand side by side, the best ones
    /// first. Default 200; 10 to 10,000.
    /// </summary>
    [Range(10, 10_000)]
    public int MaxPhrasePassages { get; set; } = 200;

    /// <summary>
    /// Folder for the search index, which holds the words of the documents; also as environment variable CHROMA_DB_PATH. It is
    /// made anew from the stored documents when it is missing. Empty: <c>index</c> in the data folder.
    /// </summary>
    [StringLength(1_000)]
    public string IndexFolder { get; set; } = "";

    /// <summary>
    /// Where vectors are kept when <c>Inference:Embeddings</c> names an endpoint: <c>exact</c>, in memory and in a file
    /// beside the index, each compared with every question; or <c>chroma</c>, in a Chroma server, which compares
    /// approximately. Default exact.
    /// </summary>
    [AllowedValues("exact", ChromaStore)]
    public string VectorStore { get; set; } = "exact";

    /// <summary>
    /// Memory that the vectors of one organisation may take with the store <c>exact</c>, in bytes; as much again on disk.
    /// Documents beyond are found by words alone. Default 536,870,912 (512 MB); 1,048,576 to 17,179,869,184.
    /// </summary>
    [Range(1_048_576, 17_179_869_184)]
    public long MaxVectorBytes { get; set; } = 512 * 1_048_576;

    /// <summary>
    /// Cosine below which a passage does not count as found by meaning; models differ much in what they give to texts that have
    /// nothing in common. Default 0.3; -1 to 1.
    /// </summary>
    [Range(-1.0, 1.0)]
    public double LeastSimilarity { get; set; } = 0.3;

    /// <summary>
    /// Longest pause after a failure until the vectors of documents are tried again, in seconds; the first one is a second,
    /// each further one twice the last. Default 60; 1 to 86,400.
    /// </summary>
    [Range(1, 86_400)]
    public int VectorRetrySeconds { get; set; } = 60;

    /// <summary>
    /// Root of the Chroma server for the store <c>chroma</c>, for example http://127.0.0.1:8000. Default: none.
    /// </summary>
    [ChromaAddress]
    public string ChromaUrl { get; set; } = "";

    /// <summary>Longest time for one request to the Chroma server, in seconds. Default 10; 0.05 to 600.</summary>
    [Range(0.05, 600)]
    public double ChromaSeconds { get; set; } = 10;

    /// <summary>Sent to the Chroma server as <c>x-chroma-token</c>; empty: none. Never shown or logged.</summary>
    [StringLength(1_000)]
    public string ChromaToken { get; set; } = "";
}
