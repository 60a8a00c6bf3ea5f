using Attune.Foundation.Failures;

namespace Attune.Companion.Retrieval.Folder;

/// <summary>Why a file of the watched folder is no document, besides what can be wrong with any file.</summary>
internal static class FolderFailures
{
    public static Failure FileUnreadable(string path, string reason) => new("file_unreadable", 503,
        "The file cannot be read now.", $"'{path}': {reason}", "Let the server read it; it is tried again by itself.",
        Retry: true);
}
