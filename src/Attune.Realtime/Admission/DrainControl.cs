using Attune.Contracts.Errors;
using Attune.Realtime.Delivery;
using Attune.Realtime.Delivery.Commands;
using Attune.Realtime.Protocol;
using Attune.Realtime.Settings;
using Microsoft.Extensions.Options;

namespace Attune.Realtime.Admission;

/// <summary>
/// Sends all connections away in waves: a goodbye that says when to come back, a moment for what is on its way, the close.
/// Clients hold their positions, so nothing has to be handed over. Meanwhile no new connection is let in.
/// </summary>
internal sealed class DrainControl(
    DeliveryHub hub, IOptions<RealtimeOptions> options, RealtimeLog log, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan BetweenLateOnes = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly DrainOptions _options = options.Value.Drain;
    private CancellationTokenSource? _draining;
    private Task _done = Task.CompletedTask;
    private bool _isFinal;

    /// <summary>No new connection is let in.</summary>
    public bool IsDraining => Volatile.Read(ref _draining) is not null;

    /// <summary>Connections that are still open.</summary>
    public long Connections => hub.Shards.Sum(shard => (long)shard.ConnectionCount);

    /// <summary>Completed when the last connection was told to go and has gone, or the drain was called off.</summary>
    public Task Done => Volatile.Read(ref _done);

    /// <summary>Begins; does nothing when it has begun.</summary>
    /// <param name="code">What the connections are closed with.</param>
    /// <param name="isFinal">The server stops: this is not called off.</param>
    public void Begin(ClosingCode code, bool isFinal)
    {
        lock (_gate)
        {
            _isFinal |= isFinal;
            if (_draining is not null)
                return;
            var draining = new CancellationTokenSource();
            Volatile.Write(ref _draining, draining);
            Volatile.Write(ref _done, SendAwayAsync(code, draining.Token));
        }
    }

    /// <summary>Lets connections in again; those that were not told yet stay.</summary>
    public void CallOff()
    {
        lock (_gate)
        {
            if (_draining is null || _isFinal)
                return;
            _draining.Cancel();
            _draining.Dispose();
            Volatile.Write(ref _draining, null);
        }

        log.DrainCalledOff(Connections);
    }

    public void Dispose()
    {
        _draining?.Cancel();
        _draining?.Dispose();
    }

    /// <summary>How many waves are worth it: few connections are told at once.</summary>
    internal static int WavesFor(long connections, DrainOptions options)
    {
        // A wave must have been flushed before the next one is told.
        var longest = options.FlushMilliseconds == 0 ? options.Waves : options.SpreadMilliseconds / options.FlushMilliseconds;
        var worthwhile = connections / options.ConnectionsPerWave;
        return (int)Math.Clamp(Math.Min(worthwhile, longest), 1, options.Waves);
    }

    /// <summary>When clients are asked to come back, milliseconds: the fewer they are, the sooner.</summary>
    internal static (int From, int To) AdviceFor(long connections, DrainOptions options)
    {
        const int Shortest = 1000;
        var window = Math.Max(Shortest, connections * 1000 / options.ReconnectsPerSecond);
        return (options.ReconnectMinMilliseconds, (int)Math.Max(options.ReconnectMinMilliseconds,
            Math.Min(options.ReconnectMaxMilliseconds, options.ReconnectMinMilliseconds + window)));
    }

    private async Task SendAwayAsync(ClosingCode code, CancellationToken cancellation)
    {
        // The caller holds the lock and, when the server stops, everything else up.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var connections = Connections;
        var waves = WavesFor(connections, _options);
        var (from, to) = AdviceFor(connections, _options);
        var bye = ServerFrames.Bye(code.Name, from, to);
        if (connections > 0)
            log.Draining(connections, waves, from, to);
        var flush = TimeSpan.FromMilliseconds(_options.FlushMilliseconds);
        var pause = TimeSpan.FromMilliseconds((double)_options.SpreadMilliseconds / waves);
        try
        {
            for (var wave = 0; wave < waves && Connections > 0; wave++)
            {
                hub.Post(new ForWave(wave, waves, (shard, connection) => shard.Reply(connection, bye)));
                await Task.Delay(wave == waves - 1 ? flush : pause, clock, cancellation);
                hub.Post(new ForWave(wave, waves, (shard, connection) => shard.Close(connection, code)));
            }

            // Those that had just been let in when it began.
            while (Connections > 0)
            {
                hub.CloseAll(code);
                await Task.Delay(BetweenLateOnes, clock, cancellation);
            }

            if (connections > 0)
                log.Drained();
            _ = CloseLateOnesAsync(code, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Called off, or the server has stopped.
        }
    }
    /// <summary>
    /// Who asked just before it began may open long after everybody has gone (a slow handshake), and is told then.
    /// </summary>
    private async Task CloseLateOnesAsync(ClosingCode code, CancellationToken cancellation)
    {
        try
        {
            using var timer = new PeriodicTimer(BetweenLateOnes, clock);
            while (await timer.WaitForNextTickAsync(cancellation))
            {
                if (Connections > 0)
                    hub.CloseAll(code);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Called off, or the server has stopped.
        }
    }
}
