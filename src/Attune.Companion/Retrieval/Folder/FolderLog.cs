using Microsoft.Extensions.Logging;

namespace Attune.Companion.Retrieval.Folder;

/// <summary>What the watched folder tells the log: ids 6031 to 6039.</summary>
internal static partial class FolderLog
{
    [LoggerMessage(6031, LogLevel.Information,
        "Folder '{Path}': {Taken} files imported, {Failed} could not be taken, {Removed} documents of missing files deleted")]
    public static partial void FolderTaken(this ILogger log, string path, int taken, int failed, int removed);

    [LoggerMessage(6032, LogLevel.Warning, "Folder '{Path}' was not looked through ({Finding}); nothing is deleted: {Reason}")]
    public static partial void FolderNotLookedThrough(this ILogger log, string path, FolderFinding finding, string reason);

    [LoggerMessage(6033, LogLevel.Error, "The look at folder '{Path}' failed; trying again in {Seconds} s")]
    public static partial void FolderLookFailed(this ILogger log, string path, double seconds, Exception error);

    [LoggerMessage(6034, LogLevel.Warning, "Files of folder '{Path}' could not be stored; trying again: {Reason}")]
    public static partial void FolderNotStored(this ILogger log, string path, string reason);

    [LoggerMessage(6035, LogLevel.Information,
        "The operating system does not tell of changes in folder '{Path}'; it is looked through every {Seconds} s: {Reason}")]
    public static partial void FolderNotWatched(this ILogger log, string path, int seconds, string reason);
}
