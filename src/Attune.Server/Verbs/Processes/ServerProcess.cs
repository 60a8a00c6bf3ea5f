using System.Diagnostics;
using System.Net.Sockets;

namespace Attune.Server.Verbs.Processes;

/// <summary>
/// The server as a child process on a port and data folder of its own. It can be killed with SIGKILL and started again on
/// the same port and folder, as often as wanted. Disposing it kills it.
/// </summary>
internal sealed class ServerProcess : IKillableServer, IAsyncDisposable
{
    private const int PortAttempts = 3;
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ExitDeadline = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ReadyProbe = TimeSpan.FromMilliseconds(15);

    private readonly ServerProgram _program;
    private readonly string _dataFolder;
    private readonly IReadOnlyList<string> _settings;
    private readonly TimeProvider _clock;
    private readonly HttpClient _probe;
    private OutputTail _output = new();
    private Process? _process;

    private ServerProcess(
        ServerProgram program, string dataFolder, IReadOnlyList<string> settings, int port, TimeProvider clock)
    {
        (_program, _dataFolder, _settings, _clock) = (program, dataFolder, settings, clock);
        Address = new Uri($"http://127.0.0.1:{port}");
        _probe = new HttpClient { BaseAddress = Address, Timeout = StartDeadline };
    }

    /// <summary>The server's address, the same over all restarts.</summary>
    public Uri Address { get; }

    /// <summary>Open while the server answers.</summary>
    public Availability Availability { get; } = new();

    /// <summary>The process id of the incarnation that runs now.</summary>
    public int Id => _process?.Id ?? throw new InvalidOperationException("The server does not run.");

    /// <summary>The last lines that the incarnation that ran last has written.</summary>
    public string Output => _output.ToString();

    /// <summary>Starts it on a free port and waits until it is ready.</summary>
    /// <param name="program">How it is started.</param>
    /// <param name="dataFolder">Its data folder.</param>
    /// <param name="clock">The time for deadlines.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <param name="settings">Further arguments such as <c>--Realtime:PingSeconds=1</c>.</param>
    /// <exception cref="ServerFailedException">It did not become ready; the message has its last words.</exception>
    public static async Task<ServerProcess> StartAsync(
        ServerProgram program, string dataFolder, TimeProvider clock, CancellationToken cancellation,
        IReadOnlyList<string>? settings = null)
    {
        for (var attempt = 1; ; attempt++)
        {
            var server = new ServerProcess(program, dataFolder, settings ?? [], FreePort.Find(), clock);
            try
            {
                await server.StartAsync(cancellation);
                return server;
            }
            catch (ServerFailedException) when (attempt < PortAttempts)
            {
                await server.DisposeAsync(); // another program may have taken the port first: try the next one
            }
            catch
            {
                await server.DisposeAsync();
                throw;
            }
        }
    }

    /// <summary>Starts it once more after <see cref="KillAsync"/> and waits until it is ready.</summary>
    public async Task StartAsync(CancellationToken cancellation)
    {
        var output = _output = new OutputTail();
        var process = new Process { StartInfo = StartInfo(), EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => output.Add(line.Data);
        process.ErrorDataReceived += (_, line) => output.Add(line.Data);
        process.Exited += (_, _) => OnExited(process);
        _process = process;
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await WaitUntilReadyAsync(process, cancellation);
        Availability.Open();
    }

    /// <summary>Kills it with SIGKILL and waits until the operating system has buried it.</summary>
    public async Task KillAsync()
    {
        Availability.Close();
        if (Interlocked.Exchange(ref _process, null) is not { } process)
            return;
        process.Kill();
        using (process)
            await process.WaitForExitAsync(CancellationToken.None).WaitAsync(ExitDeadline, _clock);
    }

    public async Task<bool> TryFillDiskAsync(bool isFull) =>
        ProcessId is { } process && await FileSizeLimit.TrySetAsync(process, isFull);

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _probe.Dispose();
    }

    private int? ProcessId
    {
        get
        {
            try
            {
                return _process?.Id;
            }
            catch (InvalidOperationException)
            {
                return null; // it is being started or buried at this moment
            }
        }
    }

    private ProcessStartInfo StartInfo()
    {
        var start = new ProcessStartInfo(_program.FileName)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in _program.FirstArguments)
            start.ArgumentList.Add(argument);
        string[] serve = ["serve", "--urls", Address.GetLeftPart(UriPartial.Authority), "--data", _dataFolder];
        foreach (var argument in serve.Concat(_settings))
            start.ArgumentList.Add(argument);
        return start;
    }

    private async Task WaitUntilReadyAsync(Process process, CancellationToken cancellation)
    {
        var started = _clock.GetTimestamp();
        while (!await AnswersAsync(cancellation))
        {
            if (process.HasExited)
                throw new ServerFailedException($"The server ended with exit code {process.ExitCode} while starting.\n{Output}");
            if (_clock.GetElapsedTime(started) > StartDeadline)
                throw new ServerFailedException($"The server was not ready within {StartDeadline.TotalSeconds:0} s.\n{Output}");
            await Task.Delay(ReadyProbe, _clock, cancellation);
        }
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellation)
    {
        try
        {
            using var reply = await _probe.GetAsync(new Uri("/ready", UriKind.Relative), cancellation);
            return reply.IsSuccessStatusCode;
        }
        catch (Exception error) when (error is HttpRequestException or SocketException)
        {
            // Not listening yet; a connection that dies in the moment of being made comes unwrapped.
            return false;
        }
    }

    private void OnExited(Process process)
    {
        // KillAsync takes the process away first, so only a death of its own is reported here.
        if (ReferenceEquals(_process, process))
            Availability.Fail(new ServerFailedException("The server ended although nobody had killed it."));
    }
}
