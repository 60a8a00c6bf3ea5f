using System.ComponentModel.DataAnnotations;
using Attune.Companion.Retrieval.Folder;
using Attune.Companion.Retrieval.Imports.Pdf;
using Microsoft.Extensions.Options;

namespace Attune.Companion.Retrieval.Imports;

/// <summary>Settings of the ways in which documents come in (section <c>Documents</c>).</summary>
internal sealed class ImportOptions
{
    /// <summary>
    /// Largest file of any kind, in bytes; its text is bounded by Knowledge:MaxDocumentBytes besides. Default 33,554,432
    /// (32 MB); 1,024 to 1,073,741,824.
    /// </summary>
    [Range(1_024, 1_073_741_824)]
    public long MaxFileBytes { get; set; } = 32 * 1_048_576;

    /// <summary>Files that one call may bring. Default 1,000; 1 to 10,000.</summary>
    [Range(1, 10_000)]
    public int MaxFiles { get; set; } = 1_000;

    /// <summary>All files of one call together, in bytes. Default 268,435,456 (256 MB); 1,024 to 10,737,418,240.</summary>
    [Range(1_024, 10_737_418_240)]
    public long MaxCallBytes { get; set; } = 256 * 1_048_576;

    /// <summary>How PDF documents are read.</summary>
    [ValidateObjectMembers]
    public PdfOptions Pdf { get; set; } = new();

    /// <summary>The folder whose files are documents.</summary>
    [ValidateObjectMembers]
    public FolderOptions Folder { get; set; } = new();
}
