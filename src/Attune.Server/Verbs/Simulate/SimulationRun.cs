using Attune.Server.Verbs.Processes;
using Attune.Server.Verbs.Simulate.Actors;
using Attune.Server.Verbs.Simulate.Checking;
using Attune.Server.Verbs.Simulate.Planting;
using Attune.Server.Verbs.Simulate.Wire;

namespace Attune.Server.Verbs.Simulate;

/// <summary>Plays one plan against a server and judges it.</summary>
internal sealed class SimulationRun : IDisposable
{
    private static readonly TimeSpan CatchUpDeadline = TimeSpan.FromSeconds(45);

    private static readonly Dictionary<string, IReadOnlyList<LogEvent>> Nothing = [];

    private readonly SimulationPlan _plan;
    private readonly SimulationCast _cast;
    private readonly IKillableServer _server;
    private readonly TimeProvider _clock;
    private readonly JsonCalls _calls;
    private readonly HttpApi _http;
    private readonly long _started;
    private int _kills;
    private int _fullDisks;

    public SimulationRun(SimulationPlan plan, IKillableServer server, PlantedFault fault, TimeProvider clock)
    {
        (_plan, _server, _clock) = (plan, server, clock);
        var target = new ServerTarget(server.Address, server.Availability);
        _calls = new JsonCalls(target);
        _http = new HttpApi(_calls);
        _cast = new SimulationCast(plan, target, _http, _calls, fault, clock);
        _started = clock.GetTimestamp();
    }

    public void Dispose() => _calls.Dispose();

    /// <summary>Plays it to the end.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled from outside.</exception>
    public async Task<Verdict> PlayAsync(CancellationToken cancellation)
    {
        await using var tasks = new TaskGroup(cancellation);
        try
        {
            return await PlayAsync(tasks);
        }
        catch (OperationCanceledException) when (tasks.Failure is { } failure && !cancellation.IsCancellationRequested)
        {
            return Judge(Nothing, "", [new Violation("failed", failure.Where, failure.Error.Message)]);
        }
        catch (Exception error) when (error is RefusedException or ConnectionLostException or ServerFailedException)
        {
            return Judge(Nothing, "", [new Violation("failed", "the end of the run", error.Message)]);
        }
    }

    private async Task<Verdict> PlayAsync(TaskGroup tasks)
    {
        _cast.StartAudience(tasks);
        var work = _cast.StartWork(tasks);
        work.Add(tasks.Start("the killer", KillAsync));
        if (_plan.Disk is { } disk)
            work.Add(tasks.Start("the disk", stop => FillDiskAsync(disk, stop)));
        await Task.WhenAll(work).WaitAsync(tasks.Token);
        var log = new Dictionary<string, IReadOnlyList<LogEvent>>(StringComparer.Ordinal);
        foreach (var topic in SimulationPlan.Topics)
            log[topic] = await _http.ReadLogAsync(topic, tasks.Token);
        var complete = await CatchesUpAsync(log, tasks.Token);
        var copies = complete ? await _cast.ViewLateAsync(tasks.Token) : [];
        await tasks.StopAsync();
        var violations = Checker.Check(_cast.History(log, copies)).ToList();
        if (!complete)
        {
            violations.Add(new Violation(
                "stuck", "subscribers and viewers", $"not all came to the end within {CatchUpDeadline.TotalSeconds:0} s"));
        }

        return Judge(log, LogHash.Of(log), violations);
    }

    private async Task KillAsync(CancellationToken cancellation)
    {
        foreach (var kill in _plan.Kills)
        {
            await _cast.Progress.ReachAsync(kill.After, cancellation);
            await Task.Delay(kill.Delay, _clock, cancellation);
            await _server.KillAsync();
            _kills++;
            await _server.StartAsync(cancellation);
        }
    }

    private async Task FillDiskAsync(DiskPlan disk, CancellationToken cancellation)
    {
        await _cast.Progress.ReachAsync(disk.After, cancellation);
        if (!await _server.TryFillDiskAsync(isFull: true))
            return;
        _fullDisks++;
        await Task.Delay(disk.Lasts, _clock, cancellation);
        // If it was killed meanwhile, the new one has a disk that is not full.
        await _server.TryFillDiskAsync(isFull: false);
    }

    /// <summary>Whether everybody came to the end of the log; if not, the checker tells what they miss.</summary>
    private async Task<bool> CatchesUpAsync(
        IReadOnlyDictionary<string, IReadOnlyList<LogEvent>> log, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(CatchUpDeadline, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        try
        {
            await _cast.CatchUpAsync(log, either.Token);
            return true;
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    private Verdict Judge(
        IReadOnlyDictionary<string, IReadOnlyList<LogEvent>> log, string hash, IReadOnlyList<Violation> violations) => new(
        _plan.Seed,
        _cast.Figures with { Events = log.Values.Sum(events => events.Count), Kills = _kills, FullDisks = _fullDisks },
        _clock.GetElapsedTime(_started),
        hash,
        violations);
}
