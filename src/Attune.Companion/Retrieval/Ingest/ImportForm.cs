using System.Globalization;
using Attune.Companion.Retrieval.Imports;
using Attune.Companion.Storage;
using Attune.Contracts.Knowledge;
using Attune.Foundation.Access;
using Attune.Foundation.Failures;
using Attune.Foundation.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Attune.Companion.Retrieval.Ingest;

/// <summary>One form of many files while it comes in: fields first, then files, which are stored batch by batch.</summary>
internal sealed class ImportForm(
    Caller caller, MultipartReader reader, ImportOptions limits, PrepareFiles prepare, StoreDocuments store, ImportRuns runs)
{
    /// <summary>A file's own id is the form's with its place behind it, and has the length of any client id.</summary>
    private const int LongestClientId = 100;

    private const int OtherParts = 20;

    private readonly FileBatch _batch = new();
    private ImportRun? _run;
    private int? _total;
    private string? _clientId;
    private int _files;

    public async Task<Outcome<ImportView>> RunAsync(CancellationToken cancellation)
    {
        var others = 0;
        while (await reader.ReadNextSectionAsync(cancellation) is { } section)
        {
            if (FormPart.Of(section) is not { } part)
                return ImportFailures.InvalidForm("A part has no readable Content-Disposition.");
            if (!part.IsFile && ++others > OtherParts)
                return ImportFailures.InvalidForm($"It has more than {OtherParts} fields.");
            if (await ReadPartAsync(part, cancellation) is { } failure)
                return failure;
        }

        if (_run is null)
            return ImportFailures.InvalidForm("The field 'file' is missing.");
        if (await FlushAsync(cancellation) is { } refused)
            return refused;
        runs.End(_run, ImportRun.Done);
        return _run.ToView();
    }

    public void EndUnfinished()
    {
        if (_run is { IsRunning: true })
            runs.End(_run, ImportRun.Stopped);
    }

    private async Task<Failure?> ReadPartAsync(FormPart part, CancellationToken cancellation)
    {
        switch (part.Field)
        {
            case "file" when part.IsFile:
                return await ReadFileAsync(part, cancellation);
            case "file":
                return ImportFailures.InvalidForm("A field 'file' has no file name.");
            case "files" or "clientId" when _run is not null:
                return HttpFailures.InvalidField(part.Field, "must stand before the first file");
            case "files":
                var count = await part.ReadTextAsync(cancellation);
                if (!int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var total) || total < 1)
                    return HttpFailures.InvalidField(part.Field, "must be the number of files, from 1");
                _total = total;
                return null;
            case "clientId":
                _clientId = await part.ReadTextAsync(cancellation);
                return _clientId is { Length: > 0 and <= LongestClientId } && ClientIds.Check(_clientId) is null
                    ? null
                    : HttpFailures.InvalidField(part.Field, $"must be 1 to {LongestClientId} characters");
            default:
                // Fields that nobody asked for are passed over, as unknown properties of JSON are.
                return null;
        }
    }

    private async Task<Failure?> ReadFileAsync(FormPart part, CancellationToken cancellation)
    {
        if (_files++ >= limits.MaxFiles)
            return ImportFailures.TooManyFiles(limits.MaxFiles);
        _run ??= runs.Begin(caller.Organisation, ImportRun.Upload, _total);
        if (await part.ReadBytesAsync(limits.MaxFileBytes, cancellation) is not { } bytes)
        {
            _run.NoteProblem(ImportFailures.FileTooLarge(part.FileName, limits.MaxFileBytes).ToProblem(part.FileName));
            return null;
        }

        var id = _clientId is null ? null : string.Create(CultureInfo.InvariantCulture, $"{_clientId}/{_files}");
        _batch.Add(new NamedFile(new ImportedFile(part.FileName, bytes), null, id));
        return _batch.IsFull ? await FlushAsync(cancellation) : null;
    }

    private async Task<Failure?> FlushAsync(CancellationToken cancellation)
    {
        var prepared = await prepare.RunAsync(caller.Organisation, caller.Principal, _batch.Files, cancellation);
        var good = prepared.Where(document => document.Failure is null).Select(document => document.Value).ToList();
        var stored = await store.RunAsync(caller.Organisation, good, also: null, cancellation);
        if (stored.Failure is { } failure)
            return failure;
        var next = 0;
        for (var place = 0; place < prepared.Length; place++)
        {
            var reason = prepared[place].Failure ?? stored.Value[next++].Failure;
            if (reason is null)
                _run!.NoteTaken();
            else
                _run!.NoteProblem(reason.ToProblem(_batch.Files[place].File.Name));
        }

        _batch.Clear();
        runs.TellSoon(_run!);
        return null;
    }
}
