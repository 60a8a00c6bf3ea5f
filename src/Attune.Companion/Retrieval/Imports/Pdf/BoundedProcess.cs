using System.Diagnostics;

namespace Attune.Companion.Retrieval.Imports.Pdf;

/// <summary>Runs a program that reads bytes and writes bytes, with a bound on everything.</summary>
/// <param name="limits">The bounds.</param>
/// <param name="clock">Measures the time.</param>
internal sealed class BoundedProcess(ProcessLimits limits, TimeProvider clock)
{
    /// <summary>What a program says of its errors is read so far; the rest is thrown away.</summary>
    private const int LongestErrors = 4_096;

    private const int BufferBytes = 65_536;

    /// <summary>Runs it to its end, or kills it together with whatever it started.</summary>
    /// <param name="program">Its path.</param>
    /// <param name="arguments">Its arguments; there is no shell in between.</param>
    /// <param name="input">What it reads.</param>
    /// <param name="cancellation">Kills it.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">It cannot be started.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<ProcessResult> RunAsync(
        string program, IReadOnlyList<string> arguments, ReadOnlyMemory<byte> input, CancellationToken cancellation)
    {
        using var process = new Process { StartInfo = StartInfo(program, arguments) };
        process.Start();
        using var tooLate = new CancellationTokenSource(limits.Time, clock);
        using var tooMuch = new CancellationTokenSource();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, tooLate.Token, tooMuch.Token);
        var writing = WriteAsync(process.StandardInput.BaseStream, input);
        var output = ReadAsync(process.StandardOutput.BaseStream, limits.OutputBytes, () => tooMuch.CancelAsync());
        var errors = ReadAsync(process.StandardError.BaseStream, LongestErrors, static () => Task.CompletedTask);
        var all = Task.WhenAll(writing, output, errors, process.WaitForExitAsync(CancellationToken.None));
        var isKilled = false;
        try
        {
            await all.WaitAsync(stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            isKilled = true;
            process.Kill(entireProcessTree: true);
            // Its pipes are closed now, so this ends; what it was to say does not matter any more.
            await all.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellation.ThrowIfCancellationRequested();
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }

        var ending = tooMuch.IsCancellationRequested ? ProcessEnding.TooMuchOutput
            : isKilled ? ProcessEnding.TooLate
            : ProcessEnding.Exited;
        return new ProcessResult(ending, process.ExitCode, await output, await errors);
    }

    private static ProcessStartInfo StartInfo(string program, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(program)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Keys and addresses in our environment are none of its business.
        start.Environment.Clear();
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return start;
    }

    private static async Task WriteAsync(Stream to, ReadOnlyMemory<byte> input)
    {
        try
        {
            await using (to)
                await to.WriteAsync(input);
        }
        catch (IOException)
        {
            // It ended before it had read everything: how it ended says why.
        }
    }

    /// <summary>Reads to the end, so that the program is never held up; keeps so much at most.</summary>
    private static async Task<byte[]> ReadAsync(Stream from, long most, Func<Task> onMore)
    {
        using var kept = new MemoryStream();
        var buffer = new byte[BufferBytes];
        int read;
        while ((read = await from.ReadAsync(buffer)) > 0)
        {
            var room = most - kept.Length;
            kept.Write(buffer, 0, (int)Math.Min(read, room));
            if (read > room)
                await onMore();
        }

        return kept.ToArray();
    }
}
