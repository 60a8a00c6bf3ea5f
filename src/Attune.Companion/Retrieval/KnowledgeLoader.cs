using Attune.Foundation.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Attune.Companion.Retrieval;

/// <summary>Loads the index once the server answers, so that the first question does not have to wait for it.</summary>
internal sealed class KnowledgeLoader(
    KnowledgeIndexes indexes, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<KnowledgeLoader> log)
    : BackgroundService
{
    /// <summary>The organisation of local mode, which is there from the first start.</summary>
    internal const string LocalOrganisation = "local";

    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await AfterStart.WaitAsync(lifetime, stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var started = clock.GetTimestamp();
                var index = await indexes.OfAsync(LocalOrganisation, stoppingToken);
                log.IndexLoaded(LocalOrganisation, index.Passages, (long)clock.GetElapsedTime(started).TotalMilliseconds);
                return;
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                // Whatever it is, also in one document: an exception that left here would end the server.
                log.IndexNotLoaded(LocalOrganisation, TryAgainAfter.TotalSeconds, error);
                await Task.Delay(TryAgainAfter, clock, stoppingToken);
            }
        }
    }
}
