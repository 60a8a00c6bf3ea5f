using Attune.Companion.Retrieval;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Attune.Companion.Guide.Warming;

/// <summary>
/// Keeps index and model loaded: servers of models put aside what nobody asks for a while, and the next visitor would wait until
/// it is read from disk again.
/// </summary>
internal sealed class KeepWarm(
    WarmUp warmUp, GuideMeter meter, IOptions<GuideOptions> options, TimeProvider clock, ILogger<KeepWarm> log)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.WarmUpMinutes == 0)
            return;
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(options.Value.WarmUpMinutes), clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await WarmAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops; there is nobody left to keep anything warm for.
        }
    }

    private async Task WarmAsync(CancellationToken stopping)
    {
        try
        {
            var warm = await warmUp.RunAsync(KnowledgeLoader.LocalOrganisation, stopping);
            meter.Warmed(warm.OverallSuccess ? WarmUp.Success : WarmUp.Failed);
            if (!warm.OverallSuccess)
                log.WarmUpFailed(warm.EmbeddingModel.Status, warm.LlmModel.Status);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // The next tick tries again; a visitor who comes before meets the failure where it is answered.
            meter.Warmed(WarmUp.Failed);
            log.WarmUpBroke(error);
        }
    }
}
