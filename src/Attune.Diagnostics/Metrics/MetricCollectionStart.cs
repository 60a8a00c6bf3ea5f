using Microsoft.Extensions.Hosting;

namespace Attune.Diagnostics.Metrics;

/// <summary>Begins to listen when the host starts; hosted services of modules start before the web server does.</summary>
internal sealed class MetricCollectionStart(MetricCollection metrics) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        metrics.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
