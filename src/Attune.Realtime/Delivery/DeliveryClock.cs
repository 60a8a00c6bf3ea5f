using Attune.Contracts.Errors;
using Attune.Realtime.Admission;
using Attune.Realtime.Streams;
using Microsoft.Extensions.Hosting;

namespace Attune.Realtime.Delivery;

/// <summary>
/// Opens the engine before the server listens, ticks once a second for every deadline of every connection, trims by age,
/// and says goodbye at the end.
/// </summary>
internal sealed class DeliveryClock(
    DeliveryHub hub, IStreamEngine engine, DrainControl drain, IHostApplicationLifetime lifetime, TimeProvider clock,
    RealtimeLog log) : IHostedService, IDisposable
{
    private const int SecondsBetweenTrims = 30;

    private readonly CancellationTokenSource _stop = new();
    private Task _ticking = Task.CompletedTask;
    private Task _expiring = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        engine.Open();
        // Not in StopAsync: the web server stops before it and waits for connections that nobody would have told to go.
        lifetime.ApplicationStopping.Register(() => drain.Begin(ClosingCodes.GoingAway, isFinal: true));
        _ticking = TickAsync(_stop.Token);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await _ticking;
        await _expiring;
    }

    public void Dispose() => _stop.Dispose();

    private async Task ExpireLeasesAsync()
    {
        try
        {
            await engine.ExpireLeasesAsync();
        }
        catch (Exception error)
        {
            // What failed is tried again with the next tick.
            log.LeasesNotExpired(error);
        }
    }

    private async Task TickAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), clock);
        try
        {
            for (var second = 1; await timer.WaitForNextTickAsync(cancellation); second++)
            {
                hub.Tick(clock.GetUtcNow());
                // Not awaited: every deadline of every connection hangs on this clock, and ending a stream waits for the log.
                if (_expiring.IsCompleted)
                    _expiring = ExpireLeasesAsync();
                if (second % SecondsBetweenTrims == 0)
                    engine.TrimByAge();
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The server stops.
        }
    }
}
