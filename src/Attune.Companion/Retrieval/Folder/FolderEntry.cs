namespace Attune.Companion.Retrieval.Folder;

/// <summary>What a look at the folder found.</summary>
internal enum FolderFinding
{
    /// <summary>All files were seen.</summary>
    Whole,

    /// <summary>The folder is not there.</summary>
    Missing,

    /// <summary>It could not be looked through to its end.</summary>
    Unreadable,

    /// <summary>It holds more files than are looked at.</summary>
    Crowded,
}

/// <summary>A file as it stands in the folder.</summary>
/// <param name="Path">Its path in there, with slashes.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="Modified">When it was written last, in ticks UTC.</param>
internal sealed record FolderEntry(string Path, long Size, long Modified);

/// <summary>A file as it was when it was dealt with.</summary>
/// <param name="Entry">What it was.</param>
/// <param name="ContentHash">SHA-256 of its bytes; null when they were not read.</param>
/// <param name="Problem">Why there is no document of it; null when there is one.</param>
internal sealed record FolderFile(FolderEntry Entry, string? ContentHash, FolderProblem? Problem);

/// <summary>Why a file is no document.</summary>
/// <param name="Code">The failure's code.</param>
/// <param name="Detail">The reason in words.</param>
/// <param name="WhatToDo">The next step.</param>
/// <param name="Again">True when the same file may be taken later.</param>
internal sealed record FolderProblem(string Code, string Detail, string WhatToDo, bool Again);
