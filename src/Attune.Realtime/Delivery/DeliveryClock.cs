using Attune.Contracts.Errors;
using Attune.Realtime.Streams;
using Microsoft.Extensions.Hosting;

namespace Attune.Realtime.Delivery;

/// <summary>
/// Opens the engine before the server listens, ticks once a second for every deadline of every connection, trims by age,
/// and says goodbye at the end.
/// </summary>
internal sealed class DeliveryClock(DeliveryHub hub, IStreamEngine engine, TimeProvider clock) : IHostedService, IAsyncDisposable
{
    private const int SecondsBetweenTrims = 30;

    private readonly CancellationTokenSource _stop = new();
    private Task _ticking = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        engine.Open();
        _ticking = TickAsync(_stop.Token);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await hub.CloseAllAsync(ClosingCodes.GoingAway, cancellationToken);
        await _stop.CancelAsync();
        await _ticking;
    }

    public ValueTask DisposeAsync()
    {
        _stop.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task TickAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), clock);
        try
        {
            for (var second = 1; await timer.WaitForNextTickAsync(cancellation); second++)
            {
                hub.Tick(clock.GetUtcNow());
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
