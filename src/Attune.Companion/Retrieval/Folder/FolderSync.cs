using Attune.Companion.Retrieval.Imports;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Attune.Companion.Retrieval.Folder;

/// <summary>
/// Makes the documents agree with the files of the watched folder, one look after the other. When not all of the folder was seen,
/// or it is not there, nothing is deleted: a disk that is not mounted is not a folder that was emptied.
/// </summary>
internal sealed class FolderSync(
    FolderFileTable table, TakeFolderFiles take, DropFolderFiles drop, IOptions<ImportOptions> options, TimeProvider clock,
    ILogger<FolderSync> log)
{
    /// <summary>How long a file rests whose problem may pass by itself.</summary>
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromMinutes(5);

    private readonly Sightings _sightings = new(
        TimeSpan.FromMilliseconds(options.Value.Folder.SettleMilliseconds), clock);

    private FolderFinding _told = FolderFinding.Whole;
    private long? _triedAt;

    /// <summary>How it was at the last look; null before the first.</summary>
    public FolderStatus? Status { get; private set; }

    private FolderOptions Folder => options.Value.Folder;

    /// <summary>Looks through the folder once and does what has settled.</summary>
    /// <returns>True when something is to settle still: look again soon.</returns>
    public async Task<bool> LookAsync(CancellationToken cancellation)
    {
        var scan = FolderScan.Of(Path.GetFullPath(Folder.Path), Folder);
        Tell(scan);
        var known = table.Read(Folder.Organisation);
        var settled = _sightings.Settle(Changes(scan, known)).ToHashSet(StringComparer.Ordinal);
        Status = new FolderStatus(scan.Finding, scan.Files.Count, _sightings.Count + settled.Count, clock.GetUtcNow());
        var files = scan.Files.Where(file => settled.Remove(file.Path)).ToList();
        // What has settled and is not there, is gone.
        var removed = await drop.RunAsync(settled, cancellation);
        var (taken, failed) = files.Count > 0
            ? await take.RunAsync(FolderRoot.Of(Folder.Path), files, known, cancellation)
            : (0, 0);
        if (taken + failed + removed > 0)
            log.FolderTaken(Folder.Path, taken, failed, removed);
        Status = Status with { Waiting = _sightings.Count };
        return _sightings.Count > 0;
    }

    private IEnumerable<(string Path, FolderEntry? Entry)> Changes(FolderScan scan, Dictionary<string, FolderFile> known)
    {
        var isTimeToTryAgain = _triedAt is not { } tried || clock.GetElapsedTime(tried) >= TryAgainAfter;
        if (isTimeToTryAgain)
            _triedAt = clock.GetTimestamp();
        foreach (var file in scan.Files)
        {
            var isKnown = known.TryGetValue(file.Path, out var before) && before.Entry == file;
            if (!isKnown ? scan.Finding != FolderFinding.Crowded || before is not null
                : before!.Problem is { Again: true } && (isTimeToTryAgain || _sightings.Holds(file)))
                yield return (file.Path, file);
        }

        if (scan.Finding != FolderFinding.Whole)
            yield break;
        var there = scan.Files.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        foreach (var path in known.Keys.Where(path => !there.Contains(path)))
            yield return (path, null);
    }

    private void Tell(FolderScan scan)
    {
        if (scan.Finding != _told && scan.Finding != FolderFinding.Whole)
            log.FolderNotLookedThrough(Folder.Path, scan.Finding, scan.Reason);
        _told = scan.Finding;
    }
}
