using System.Threading.Channels;
using Attune.Foundation.Hosting;
using Attune.Inference;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Attune.Companion.Retrieval.Vectors;

/// <summary>
/// Makes vectors in the background, whenever documents come or go, and again after growing pauses when that fails. Does nothing
/// when no endpoint is set.
/// </summary>
internal sealed class VectorWorker(
    KnowledgeIndexes indexes, VectorStores stores, EmbedDocuments embed, IHostApplicationLifetime lifetime,
    IOptions<KnowledgeOptions> options, TimeProvider clock, ILogger<VectorWorker> log)
    : BackgroundService
{
    private const int MostDoublings = 20;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    /// <summary>One waiting signal is enough: a pass looks at everything.</summary>
    private readonly Channel<bool> _signals =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!stores.IsWanted)
            return;
        indexes.Changed += Signal;
        try
        {
            await AfterStart.WaitAsync(lifetime, stoppingToken);
            Signal();
            for (var failures = 0; await _signals.Reader.WaitToReadAsync(stoppingToken);)
            {
                _signals.Reader.TryRead(out _);
                failures = await PassAsync(failures, stoppingToken) ? 0 : failures + 1;
                if (failures == 0)
                    continue;
                await Task.Delay(PauseAfter(failures), clock, stoppingToken);
                Signal();
            }
        }
        finally
        {
            indexes.Changed -= Signal;
        }
    }

    private void Signal() => _signals.Writer.TryWrite(true);

    private TimeSpan PauseAfter(int failures)
    {
        var longest = TimeSpan.FromSeconds(options.Value.VectorRetrySeconds);
        var pause = FirstPause * (1 << Math.Min(failures - 1, MostDoublings));
        return pause < longest ? pause : longest;
    }

    /// <returns>False when something failed that is to be tried again.</returns>
    private async Task<bool> PassAsync(int failures, CancellationToken cancellation)
    {
        var worked = true;
        foreach (var (organisation, index) in indexes.AllLoaded())
        {
            try
            {
                var made = await embed.RunAsync(organisation, index, cancellation);
                if (made > 0)
                    log.VectorsMade(made, organisation);
            }
            catch (Exception error) when (error is ModelUnavailableException or IOException)
            {
                worked = false;
                if (failures == 0)
                    log.VectorsNotMade(organisation, error.Message);
            }
            catch (Exception error) when (!cancellation.IsCancellationRequested)
            {
                // Whatever it is, also in one document: an exception that left here would end the server.
                worked = false;
                log.VectorWorkFailed(organisation, error);
            }
        }

        return worked;
    }
}
