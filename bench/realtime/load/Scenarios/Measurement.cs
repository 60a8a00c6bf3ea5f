using System.Diagnostics;
using RealtimeLoad.Load;
using RealtimeLoad.Systems;

namespace RealtimeLoad.Scenarios;

/// <summary>What a server uses between now and <see cref="End"/>; nothing may be in flight at either end.</summary>
internal sealed class Measurement
{
    private readonly RunningServer _server;
    private readonly LoadLoop _loop;
    private readonly long _began = Stopwatch.GetTimestamp();
    private readonly long _delivered;
    private readonly double _cpu;
    private readonly TimeSpan _ownCpu = Environment.CpuUsage.TotalTime;

    public Measurement(RunningServer server, LoadLoop loop)
    {
        _server = server;
        _loop = loop;
        _delivered = loop.Ledger.Delivered;
        _cpu = server.CpuSeconds();
        loop.Ledger.Latencies.Clear();
    }

    public RunValues End()
    {
        var seconds = Stopwatch.GetElapsedTime(_began).TotalSeconds;
        var delivered = _loop.Ledger.Delivered - _delivered;
        var faults = _loop.Check();
        return new RunValues
        {
            [RunValues.CpuSecondsPerMillion] = delivered == 0
                ? double.NaN : (_server.CpuSeconds() - _cpu) / delivered * 1_000_000,
            [RunValues.DeliveriesPerSecond] = delivered / seconds,
            [RunValues.P50Ms] = _loop.Ledger.Latencies.PercentileMs(0.5),
            [RunValues.P99Ms] = _loop.Ledger.Latencies.PercentileMs(0.99),
            [RunValues.GeneratorLoad] = (Environment.CpuUsage.TotalTime - _ownCpu).TotalSeconds / seconds,
            [RunValues.Lost] = faults.Lost,
            [RunValues.Duplicated] = faults.Duplicated,
            [RunValues.Reordered] = faults.Reordered,
        };
    }
}
