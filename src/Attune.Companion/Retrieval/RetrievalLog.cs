using Attune.Language.Search.OnDisk;
using Microsoft.Extensions.Logging;

namespace Attune.Companion.Retrieval;

/// <summary>What the documents tell the log: ids 6001 to 6019.</summary>
internal static partial class RetrievalLog
{
    [LoggerMessage(6001, LogLevel.Information, "Documents of '{Organisation}' loaded: {Passages} passages in {Milliseconds} ms")]
    public static partial void IndexLoaded(this ILogger log, string organisation, int passages, long milliseconds);

    [LoggerMessage(6002, LogLevel.Error, "The documents of '{Organisation}' could not be loaded; trying again in {Seconds} s")]
    public static partial void IndexNotLoaded(this ILogger log, string organisation, double seconds, Exception error);

    [LoggerMessage(6003, LogLevel.Information, "{Documents} documents of '{Organisation}' were indexed anew")]
    public static partial void DocumentsIndexedAnew(this ILogger log, string organisation, int documents);

    [LoggerMessage(6004, LogLevel.Warning,
        "The index '{Path}' was found {Finding} and set aside as '{Aside}'; it is built anew from the stored documents")]
    public static partial void IndexFileSetAside(this ILogger log, string path, IndexFileFinding finding, string aside);

    [LoggerMessage(6005, LogLevel.Information, "The index '{Path}' was made by other rules; it is built anew")]
    public static partial void IndexFileOutdated(this ILogger log, string path);

    [LoggerMessage(6006, LogLevel.Warning,
        "The index '{Path}' had {Damaged} damaged records and {CutOff} bytes of an unfinished one; they are made anew")]
    public static partial void IndexFileDamaged(this ILogger log, string path, int damaged, long cutOff);

    [LoggerMessage(6007, LogLevel.Warning,
        "The index '{Path}' cannot be used, so every start indexes all documents: {Reason}. Free disk space or make it writable")]
    public static partial void IndexFileNotUsable(this ILogger log, string path, string reason);

    [LoggerMessage(6008, LogLevel.Warning, "The index '{Path}' could not be read; a document is indexed anew: {Reason}")]
    public static partial void IndexFileNotRead(this ILogger log, string path, string reason);

    [LoggerMessage(6009, LogLevel.Warning,
        "Document '{Document}' is stored and found, but not yet in the index '{Path}'; the next start adds it: {Reason}")]
    public static partial void IndexFileNotWritten(this ILogger log, string path, string document, string reason);

    [LoggerMessage(6010, LogLevel.Warning, "The index '{Path}' could not be made smaller; it goes on as it is: {Reason}")]
    public static partial void IndexFileNotCompacted(this ILogger log, string path, string reason);

    [LoggerMessage(6011, LogLevel.Error,
        "Words of deleted documents are still in the index '{Path}'; the next start tries again to erase them: {Reason}")]
    public static partial void IndexFileNotErased(this ILogger log, string path, string reason);
}
