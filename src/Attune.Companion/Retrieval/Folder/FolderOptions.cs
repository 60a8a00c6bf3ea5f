using System.ComponentModel.DataAnnotations;

namespace Attune.Companion.Retrieval.Folder;

/// <summary>The watched folder (section <c>Documents:Folder</c>): its files are documents, kept as they are there.</summary>
internal sealed class FolderOptions
{
    /// <summary>
    /// The folder. A file in it is imported, imported again when it changes, and its document deleted when it is gone. Links
    /// and hidden files are passed over. Empty: no folder is watched. Default empty.
    /// </summary>
    [StringLength(1_000)]
    public string Path { get; set; } = "";

    /// <summary>Whose documents its files become. Default <c>local</c>; 1 to 64 letters, digits, <c>_</c> and <c>-</c>.</summary>
    [Required, RegularExpression("^[A-Za-z0-9_-]{1,64}$")]
    public string Organisation { get; set; } = "local";

    /// <summary>
    /// How often it is looked through, in seconds, also when the operating system tells of no change. Default 30; 1 to 86,400.
    /// </summary>
    [Range(1, 86_400)]
    public int ScanSeconds { get; set; } = 30;

    /// <summary>
    /// How long size and time of a file must stay the same before it is read, in milliseconds, so that nothing is read while it
    /// is still written. Default 2,000; 100 to 600,000.
    /// </summary>
    [Range(100, 600_000)]
    public int SettleMilliseconds { get; set; } = 2_000;

    /// <summary>Files that are looked at; with more of them nothing new is taken and that is told. Default 10,000; 1 to
    /// 1,000,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxFiles { get; set; } = 10_000;

    /// <summary>Folders inside folders that are entered. Default 16; 0 to 64.</summary>
    [Range(0, 64)]
    public int MaxDepth { get; set; } = 16;
}
