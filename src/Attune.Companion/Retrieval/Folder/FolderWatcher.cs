using Attune.Companion.Retrieval.Imports;
using Attune.Foundation.Hosting;
using Attune.Foundation.Persistence;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Attune.Companion.Retrieval.Folder;

/// <summary>Looks through the watched folder: at the start, when something changed, and every now and then in any case.</summary>
internal sealed class FolderWatcher(
    FolderSync sync, SqliteDatabase database, IOptions<ImportOptions> options, IHostApplicationLifetime lifetime,
    TimeProvider clock, ILogger<FolderWatcher> log) : BackgroundService
{
    /// <summary>Between two looks, however much changes.</summary>
    private static readonly TimeSpan LeastPause = TimeSpan.FromMilliseconds(200);

    private bool _isRefusalTold;

    private FolderOptions Folder => options.Value.Folder;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (Folder.Path.Length == 0 || database.IsReadOnly)
            return;
        await AfterStart.WaitAsync(lifetime, stoppingToken);
        using var signal = new FolderSignal(Path.GetFullPath(Folder.Path));
        while (!stoppingToken.IsCancellationRequested)
        {
            Watch(signal);
            var isUnsettled = await LookAsync(stoppingToken);
            await Task.Delay(LeastPause, clock, stoppingToken);
            if (isUnsettled)
                await Task.Delay(TimeSpan.FromMilliseconds(Folder.SettleMilliseconds), clock, stoppingToken);
            else
                await WaitAsync(signal, stoppingToken);
        }
    }

    private void Watch(FolderSignal signal)
    {
        var refusal = signal.Watch();
        if (refusal is not null && !_isRefusalTold)
            log.FolderNotWatched(Folder.Path, Folder.ScanSeconds, refusal);
        _isRefusalTold = refusal is not null;
    }

    private async Task<bool> LookAsync(CancellationToken cancellation)
    {
        try
        {
            return await sync.LookAsync(cancellation);
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            // Whatever it is, also in one file: an exception that left here would end the server.
            log.FolderLookFailed(Folder.Path, Folder.ScanSeconds, error);
            return false;
        }
    }

    private async Task WaitAsync(FolderSignal signal, CancellationToken cancellation)
    {
        using var scan = new CancellationTokenSource(TimeSpan.FromSeconds(Folder.ScanSeconds), clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(scan.Token, cancellation);
        try
        {
            await signal.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // Nobody told of a change; it is time for a look in any case.
        }
    }
}
