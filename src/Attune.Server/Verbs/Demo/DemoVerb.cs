using System.Globalization;
using System.Text;
using Attune.Foundation.Modules;
using Attune.Server.Verbs.Processes;
using Attune.Server.Verbs.Simulate;

namespace Attune.Server.Verbs.Demo;

/// <summary>
/// Shows in a quarter of a minute what Attune is for: two watchers see an answer being written, the server is killed with
/// SIGKILL in the middle, and both finish byte-identical. Uses a port and a data folder of its own.
/// </summary>
internal sealed class DemoVerb : IVerb
{
    private const string Usage = "attune demo [--speed N]\n  --speed N   characters a second, 5 to 5000; default 60";
    private const int Failed = 1;
    private const int UsageError = 2;
    private const int Interrupted = 130;
    private const int DefaultSpeed = 60;
    private const int FallbackColumns = 80;
    private static readonly TimeSpan TimeBesidesWriting = TimeSpan.FromSeconds(40);

    public string Name => "demo";

    public string Summary => "watch an answer survive a kill -9 of the server [--speed CHARACTERS_PER_SECOND]";

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        if (ReadSpeed(arguments) is not { } speed)
        {
            await Console.Error.WriteLineAsync(Usage);
            return UsageError;
        }

        using var interruption = new Interruption(cancellation);
        var clock = TimeProvider.System;
        Console.OutputEncoding = Encoding.UTF8;
        try
        {
            var random = new SplitMix((ulong)clock.GetTimestamp());
            return await RunAsync(DemoText.Default, speed, random, ServerProgram.Current(), Screen(), clock, interruption.Token);
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Interrupted; the server was stopped and its folder removed.");
            return Interrupted;
        }
    }

    /// <summary>Plays the demo once and prints its verdict.</summary>
    /// <returns>0 only if the verdict holds.</returns>
    internal static async Task<int> RunAsync(
        string text, int speed, SplitMix random, ServerProgram program, IDemoScreen screen, TimeProvider clock,
        CancellationToken cancellation)
    {
        using var folder = new TemporaryFolder("demo");
        var writing = DemoText.PieceTime(speed) * DemoText.Cut(text).Count;
        using var deadline = new CancellationTokenSource(writing + TimeBesidesWriting, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        screen.Say("An answer is written, two watchers read it, and the server is killed in the middle.");
        try
        {
            var result = await new DemoRun(text, speed, random, screen, clock).PlayAsync(program, folder.Path, either.Token);
            var problems = result.Problems();
            foreach (var problem in problems)
                screen.Say($"  - {problem}");
            screen.Say(problems.Count == 0
                ? $"Verdict: holds. Both watchers have exactly the {result.Written.Length:N0} bytes that were written "
                    + $"(SHA-256 {DemoRun.Fingerprint(result.Written)})."
                : "Verdict: FAILED.");
            return problems.Count == 0 ? 0 : Failed;
        }
        catch (ServerFailedException error)
        {
            screen.Say($"Verdict: FAILED. {error.Message}");
            return Failed;
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            screen.Say($"Verdict: FAILED. The demo was not over within {(writing + TimeBesidesWriting).TotalSeconds:0} s.");
            return Failed;
        }
    }

    private static int? ReadSpeed(IReadOnlyList<string> arguments) => arguments switch
    {
        [] => DefaultSpeed,
        ["--speed", var text] when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var speed)
            && speed is >= 5 and <= 5000 => speed,
        _ => null,
    };

    private static IDemoScreen Screen()
    {
        var canRedraw = !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb");
        if (!canRedraw)
            return new PlainScreen(Console.Out);
        return new TerminalScreen(Console.Out, Console.WindowWidth > 0 ? Console.WindowWidth : FallbackColumns);
    }
}
