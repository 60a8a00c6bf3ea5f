using System.Security.Cryptography;
using System.Text;
using Attune.Server.Verbs.Processes;
using Attune.Server.Verbs.Simulate;
using Attune.Server.Verbs.Simulate.Actors;
using Attune.Server.Verbs.Simulate.Wire;

namespace Attune.Server.Verbs.Demo;

/// <summary>Two watchers, one writer, and a server that is killed in the middle of the answer.</summary>
internal sealed class DemoRun
{
    private const string Stream = "demo";
    private const int LeastAppends = 3;
    private const int JoinPercent = 15;
    private const int EarliestKillPercent = 35;
    private const int LatestKillPercent = 60;
    private const int ReconnectMilliseconds = 20;

    private readonly DemoStory _story;
    private readonly byte[] _text;
    private readonly IReadOnlyList<string> _pieces;
    private readonly TimeSpan _pieceTime;
    private readonly TimeProvider _clock;
    private readonly SplitMix _random;
    private readonly int _killPercent;
    private readonly TaskCompletionSource _join = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _kill = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _confirmed;
    private int _appends;

    /// <param name="text">What is written.</param>
    /// <param name="charactersPerSecond">How fast.</param>
    /// <param name="random">Decides where the server is killed.</param>
    /// <param name="screen">Where the story is told.</param>
    /// <param name="clock">Paces the writing.</param>
    public DemoRun(string text, int charactersPerSecond, SplitMix random, IDemoScreen screen, TimeProvider clock)
    {
        (_clock, _random) = (clock, random);
        _text = Encoding.UTF8.GetBytes(text);
        _pieces = DemoText.Cut(text);
        _pieceTime = DemoText.PieceTime(charactersPerSecond);
        _killPercent = random.Between(EarliestKillPercent, LatestKillPercent);
        _story = new DemoStory(screen, _text.Length, clock);
    }

    /// <summary>Plays it to the end.</summary>
    /// <exception cref="ServerFailedException">The server did not start.</exception>
    public async Task<DemoResult> PlayAsync(ServerProgram program, string dataFolder, CancellationToken cancellation)
    {
        await using var server = await ServerProcess.StartAsync(program, dataFolder, _clock, cancellation);
        _story.Say($"server {server.Id} is ready on {server.Address.Authority}, its data in {dataFolder}");
        var target = new ServerTarget(server.Address, server.Availability);
        var watchers = new[] { Watcher("watcher A", target), Watcher("watcher B", target) };
        await using var tasks = new TaskGroup(cancellation);
        Task[] all =
        [
            tasks.Start("the writer", stop => WriteAsync(target, stop)),
            tasks.Start("watcher A", watchers[0].RunAsync),
            tasks.Start("watcher B", stop => JoinLateAsync(watchers[1], stop)),
            tasks.Start("the server", stop => KillAsync(server, stop)),
        ];
        await Task.WhenAll(all);
        cancellation.ThrowIfCancellationRequested();
        if (tasks.Failure is { } failure)
            throw new ServerFailedException($"{failure.Where} failed: {failure.Error.Message}\n{server.Output}");
        foreach (var (name, bytes, _) in watchers.Select(watcher => watcher.Copy))
            _story.Say($"{name} has read {bytes.Length:N0} bytes: SHA-256 {Fingerprint(bytes)}");
        var ends = watchers.Select(watcher => (watcher.Copy, watcher.Reconnects));
        return new DemoResult(_text, [.. ends], KilledAt, AppendsBefore);
    }

    /// <summary>The first digits of the SHA-256.</summary>
    public static string Fingerprint(ReadOnlyMemory<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes.Span))[..16];

    private long KilledAt { get; set; }

    private int AppendsBefore { get; set; }

    private async Task WriteAsync(ServerTarget target, CancellationToken cancellation)
    {
        _story.Say($"the writer begins an answer of {_text.Length:N0} bytes, at reading speed");
        _story.Advance("written", default);
        var pipeline = new VerbPipeline(target, 1, stop => Task.Delay(_pieceTime, _clock, stop));
        await new StreamProducer(Stream, _pieces, pipeline) { OnAppended = Confirm }.RunAsync(cancellation);
        _story.Say($"the writer has ended the answer: SHA-256 {Fingerprint(_text)}");
    }

    private void Confirm(long end, int appends)
    {
        Interlocked.Exchange(ref _confirmed, end);
        Interlocked.Exchange(ref _appends, appends);
        _story.Advance("written", _text.AsMemory(0, (int)end));
        if (end * 100 >= _text.Length * (long)JoinPercent)
            _join.TrySetResult();
        if (end * 100 >= _text.Length * (long)_killPercent && appends >= LeastAppends)
            _kill.TrySetResult();
    }

    private async Task JoinLateAsync(StreamViewer watcher, CancellationToken cancellation)
    {
        await _join.Task.WaitAsync(cancellation);
        _story.Say($"watcher B joins late and gets the {Interlocked.Read(ref _confirmed):N0} bytes so far at once");
        await watcher.RunAsync(cancellation);
    }

    private async Task KillAsync(ServerProcess server, CancellationToken cancellation)
    {
        await _kill.Task.WaitAsync(cancellation);
        // a moment later the next append may be on its way, or just stored and not yet confirmed
        await Task.Delay(_pieceTime * _random.Between(0, 100) / 100, _clock, cancellation);
        var diedAt = _clock.GetTimestamp();
        (KilledAt, AppendsBefore) = (Interlocked.Read(ref _confirmed), Volatile.Read(ref _appends));
        var share = (double)KilledAt / _text.Length;
        _story.Say($"kill -9 {server.Id}: the server dies at byte {KilledAt:N0} of {_text.Length:N0} ({share:P0})");
        await server.KillAsync();
        await server.StartAsync(cancellation);
        var pause = _clock.GetElapsedTime(diedAt).TotalSeconds;
        _story.Say($"server {server.Id} is ready on the same folder, {pause:0.0} s after the kill");
    }

    private StreamViewer Watcher(string name, ServerTarget target)
    {
        StreamViewer? watcher = null;
        watcher = new StreamViewer(name, Stream, target, new Pace(_random.Fork(name), ReconnectMilliseconds, _clock))
        {
            OnBytes = _ => _story.Advance(watcher!.Copy),
            OnLost = have => _story.Say($"{name} has lost its connection with {have:N0} bytes"),
            OnResumed = have => _story.Say($"{name} is back and asks for what follows byte {have:N0}"),
        };
        return watcher;
    }
}
