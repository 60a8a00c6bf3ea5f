using Attune.Realtime.Delivery;
using Microsoft.Extensions.Hosting;

namespace Attune.Realtime.Presence;

/// <summary>The one timer of presence, for all topics and connections.</summary>
internal sealed class PresenceClock(PresenceDesk desk, DeliveryHub hub, RealtimeLog log, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                Tick();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private void Tick()
    {
        try
        {
            desk.Tick(hub.Post);
        }
        catch (Exception error)
        {
            // A defect here must not end the telling for good, still less the server.
            log.PresenceFailed(error);
        }
    }
}
