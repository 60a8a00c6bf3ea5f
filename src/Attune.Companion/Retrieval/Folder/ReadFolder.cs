using Attune.Companion.Retrieval.Imports;
using Attune.Companion.Storage;
using Attune.Contracts.Knowledge;
using Attune.Foundation.Access;
using Attune.Foundation.Failures;
using Microsoft.Extensions.Options;

namespace Attune.Companion.Retrieval.Folder;

/// <summary>Shows the watched folder to those whose documents its files are; for others none is watched.</summary>
internal sealed class ReadFolder(
    FolderSync sync, FolderFileTable table, DocumentTable documents, IOptions<ImportOptions> options)
{
    private const int MaxProblems = 100;

    public ValueTask<Outcome<FolderView>> RunAsync(Caller caller)
    {
        var folder = options.Value.Folder;
        if (folder.Path.Length == 0 || folder.Organisation != caller.Organisation)
            return ValueTask.FromResult<Outcome<FolderView>>(new FolderView("off", null, 0, 0, 0, null, []));
        return StorageFailures.GuardAsync(() =>
        {
            var status = sync.Status;
            var problems = table.Problems(folder.Organisation, MaxProblems)
                .Select(file => new FileProblem(
                    file.Entry.Path, file.Problem!.Code, file.Problem.Detail, file.Problem.WhatToDo));
            return ValueTask.FromResult<Outcome<FolderView>>(new FolderView(
                StateOf(status), Path.GetFullPath(folder.Path), status?.Files ?? 0,
                documents.CountOf(folder.Organisation, TakeFolderFiles.Owner), status?.Waiting ?? 0, status?.LookedAt,
                [.. problems]));
        });
    }

    private static string StateOf(FolderStatus? status) => status?.Finding switch
    {
        null => "starting",
        FolderFinding.Whole => "watching",
        FolderFinding.Missing => "missing",
        FolderFinding.Crowded => "crowded",
        _ => "unreadable",
    };
}
