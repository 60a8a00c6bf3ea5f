using System.ComponentModel.DataAnnotations;

namespace Attune.Companion.Retrieval.Imports.Pdf;

/// <summary>How the text is taken out of PDF documents (section <c>Documents:Pdf</c>): by a program of its own.</summary>
internal sealed class PdfOptions
{
    /// <summary>
    /// The program pdftotext of poppler: its name, then it is looked for where programs are, or its whole path. Default
    /// <c>pdftotext</c>.
    /// </summary>
    [Required, StringLength(1_000)]
    public string Program { get; set; } = "pdftotext";

    /// <summary>Longest time for one document, in seconds; then the program is killed. Default 30; 1 to 600.</summary>
    [Range(1, 600)]
    public int Seconds { get; set; } = 30;

    /// <summary>
    /// Memory that the program may take for one document, in bytes; held where <c>prlimit</c> of util-linux is. Default
    /// 1,073,741,824 (1 GB); 67,108,864 to 17,179,869,184.
    /// </summary>
    [Range(67_108_864, 17_179_869_184)]
    public long MaxMemoryBytes { get; set; } = 1_073_741_824;

    /// <summary>Documents that are read at the same time; further ones wait. Default 2; 1 to 64.</summary>
    [Range(1, 64)]
    public int AtOnce { get; set; } = 2;
}
