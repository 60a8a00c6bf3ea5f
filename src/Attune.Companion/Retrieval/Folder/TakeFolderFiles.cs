using System.Security.Cryptography;
using System.Text;
using Attune.Companion.Retrieval.Imports;
using Attune.Companion.Retrieval.Ingest;
using Attune.Foundation.Failures;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Attune.Companion.Retrieval.Folder;

/// <summary>
/// Makes documents of files of the watched folder that are new or have changed, in batches. What became of a file is stored in
/// the same transaction as its document, so a crash leaves both or neither, and the next look goes on from there.
/// </summary>
internal sealed class TakeFolderFiles(
    PrepareFiles prepare, StoreDocuments store, DocumentTable documents, ImportRuns runs,
    IOptions<ImportOptions> options, ILogger<TakeFolderFiles> log)
{
    /// <summary>The owner of what belongs to the folder and to no person.</summary>
    public const string Owner = "folder";

    /// <summary>Reasons that may pass without a change of the file.</summary>
    private static readonly HashSet<string> Passing = new(StringComparer.Ordinal)
    {
        "pdf_reader_missing", "pdf_reader_failed", "knowledge_full", "too_many_documents", "file_unreadable",
    };

    private FolderOptions Folder => options.Value.Folder;

    /// <summary>The id of a file's document for its owner: the same file is the same document.</summary>
    public static string ClientIdOf(string path) =>
        "file:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)));

    /// <summary>Takes files.</summary>
    /// <param name="root">The folder.</param>
    /// <param name="files">The files as they were seen.</param>
    /// <param name="known">What became of them before.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <returns>How many are documents now, and how many cannot be.</returns>
    public async Task<(int Taken, int Failed)> RunAsync(
        FolderRoot root, IReadOnlyList<FolderEntry> files, Dictionary<string, FolderFile> known, CancellationToken cancellation)
    {
        var run = runs.Begin(Folder.Organisation, ImportRun.Folder, files.Count);
        try
        {
            var batch = new FolderBatch();
            foreach (var file in files)
            {
                Read(root, file, known.GetValueOrDefault(file.Path), batch);
                if (batch.IsFull && !await FlushAsync(batch, run, cancellation))
                    break;
            }

            if (await FlushAsync(batch, run, cancellation))
                runs.End(run, ImportRun.Done);
        }
        finally
        {
            if (run.IsRunning)
                runs.End(run, ImportRun.Stopped);
        }

        var progress = run.ToProgress();
        return (progress.Done - progress.Failed, progress.Failed);
    }

    /// <summary>Reads a file into the batch, or says there why not.</summary>
    private void Read(FolderRoot root, FolderEntry file, FolderFile? before, FolderBatch batch)
    {
        if (Refusal(file) is { } refusal)
        {
            batch.Refuse(file, null, ToProblem(refusal));
            return;
        }

        try
        {
            if (root.Read(file) is not { } bytes)
                return; // It is another file by now: the next look sees that one.
            var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
            if (before is { Problem: not { Again: true } } && before.ContentHash == hash)
                batch.Keep(new FolderFile(file, hash, before.Problem));
            else
                batch.Add(file, hash, new ImportedFile(file.Path, bytes), NameOf(file.Path), ClientIdOf(file.Path));
        }
        catch (Exception error) when (IndexStore.IsRefusal(error))
        {
            batch.Refuse(file, null, ToProblem(FolderFailures.FileUnreadable(file.Path, error.Message)));
        }
    }

    /// <summary>What is known without opening a file; one of no bytes may be no file at all and is never opened.</summary>
    private Failure? Refusal(FolderEntry file)
    {
        if (FileReader.FormatOf(file.Path) is null)
            return ImportFailures.UnsupportedFile($"'{file.Path}' ends in none of the endings that are read.");
        if (file.Size == 0)
            return ImportFailures.NoText(file.Path);
        return file.Size > options.Value.MaxFileBytes ? ImportFailures.FileTooLarge(file.Path, options.Value.MaxFileBytes) : null;
    }

    /// <returns>False when nothing can be stored now.</returns>
    private async Task<bool> FlushAsync(FolderBatch batch, ImportRun run, CancellationToken cancellation)
    {
        var prepared = await prepare.RunAsync(Folder.Organisation, Owner, batch.Named, cancellation);
        var (toStore, places) = (new List<PreparedDocument>(), new List<int>());
        for (var place = 0; place < prepared.Length; place++)
        {
            if (prepared[place].Failure is { } failure)
            {
                batch.Settle(place, ToProblem(failure));
            }
            else if (InPlace(prepared[place].Value) is { } document)
            {
                toStore.Add(document);
                places.Add(place);
            }
        }

        var stored = await store.RunAsync(Folder.Organisation, toStore, (connection, outcomes) =>
        {
            for (var i = 0; i < outcomes.Count; i++)
                batch.Settle(places[i], outcomes[i].Failure is { } full ? ToProblem(full) : null);
            FolderFileTable.Write(connection, Folder.Organisation, batch.Files);
        }, cancellation);
        if (stored.Failure is { } refused)
        {
            log.FolderNotStored(Folder.Path, refused.Detail);
            return false;
        }

        Note(batch, run);
        batch.Clear();
        return true;
    }

    private void Note(FolderBatch batch, ImportRun run)
    {
        foreach (var file in batch.Files)
        {
            if (file.Problem is { } problem)
                run.NoteProblem(new(file.Entry.Path, problem.Code, problem.Detail, problem.WhatToDo));
            else
                run.NoteTaken();
        }

        runs.TellSoon(run);
    }

    /// <summary>A document of this file that is stored already is replaced, and keeps its id.</summary>
    /// <returns>Null when it is stored as it is now.</returns>
    private PreparedDocument? InPlace(PreparedDocument prepared)
    {
        var document = prepared.Document;
        if (documents.FindByClientId(Folder.Organisation, Owner, document.ClientId!) is not { } earlier)
            return prepared;
        return earlier.TextHash == document.TextHash && earlier.Name == document.Name
            ? null
            : prepared with
            {
                Document = document with { Id = earlier.Id },
                Terms = prepared.Terms with { Id = earlier.Id },
                Replaces = true,
            };
    }

    /// <summary>Its path without the ending; of a very long one the end.</summary>
    private static string NameOf(string path)
    {
        var name = string.Concat(Path.ChangeExtension(path, null).Where(c => !char.IsControl(c))).Trim();
        if (name.Length > AddDocument.LongestName)
            name = name[^AddDocument.LongestName..].TrimStart();
        return name.Length > 0 ? name : "file";
    }

    private static FolderProblem ToProblem(Failure failure) =>
        new(failure.Code, $"{failure.Title} {failure.Detail}", failure.WhatToDo, Passing.Contains(failure.Code));
}
