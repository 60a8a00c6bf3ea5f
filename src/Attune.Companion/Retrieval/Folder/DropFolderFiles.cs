using Attune.Companion.Retrieval.Imports;
using Attune.Foundation.Failures;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Attune.Companion.Retrieval.Folder;

/// <summary>Deletes the documents of files that are gone from the watched folder.</summary>
internal sealed class DropFolderFiles(
    DeleteDocument delete, DocumentTable documents, FolderFileTable table, IOptions<ImportOptions> options,
    ILogger<DropFolderFiles> log)
{
    /// <param name="paths">The files' paths in the folder.</param>
    /// <param name="cancellation">Stops between two documents.</param>
    /// <returns>How many documents were deleted.</returns>
    public async Task<int> RunAsync(IReadOnlyCollection<string> paths, CancellationToken cancellation)
    {
        if (paths.Count == 0)
            return 0;
        var organisation = options.Value.Folder.Organisation;
        var gone = paths.Select(path => (Path: path,
                Document: documents.FindByClientId(organisation, TakeFolderFiles.Owner, TakeFolderFiles.ClientIdOf(path))))
            .ToList();
        var ids = gone.Where(file => file.Document is not null).Select(file => file.Document!.Id).ToList();
        if (await delete.RunAsync(organisation, ids, cancellation) is { } failure && !IsGone(failure))
        {
            log.FolderNotStored(options.Value.Folder.Path, failure.Detail);
            return 0;
        }

        table.Remove(organisation, paths);
        return ids.Count;
    }

    /// <summary>Somebody else deleted it meanwhile.</summary>
    private static bool IsGone(Failure failure) => failure.Code == "unknown_document";
}
