using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace RealtimeLoad.Systems;

/// <summary>A started server, and what the kernel and the server itself say of what it uses.</summary>
internal sealed class RunningServer : IDisposable
{
    // The kernel tells CPU times to programs in hundredths of a second on every platform that .NET runs on.
    private const double SecondsPerTick = 0.01;
    private const int UserTicksField = 11;
    private const int StopLimitMs = 20_000;
    private static readonly TimeSpan ReadyLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ReadyPoll = TimeSpan.FromMilliseconds(20);

    private readonly HttpClient _http = new();
    private readonly Process _process;
    private readonly ServerKind _kind;
    private readonly Place _place;

    private RunningServer(ServerKind kind, Place place, Process process)
    {
        _kind = kind;
        _place = place;
        _process = process;
    }

    public int Port => _place.Port;

    public int PublishPort => _kind.PublishesApart ? _place.PublishPort : _place.Port;

    private string Log => Path.Combine(_place.Folder, "output.log");

    /// <summary>Starts it on processor 0, unless it may use all, and waits until it answers.</summary>
    public static async Task<RunningServer> StartAsync(ServerKind kind, bool isPinned)
    {
        var place = new Place(FreePort(), FreePort(), Directory.CreateTempSubdirectory("attune-bench-").FullName);
        var start = new ProcessStartInfo("/bin/sh");
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("log=$1; shift; exec \"$@\" >\"$log\" 2>&1 </dev/null");
        start.ArgumentList.Add("server");
        start.ArgumentList.Add(Path.Combine(place.Folder, "output.log"));
        foreach (var word in (string[])[.. isPinned ? (string[])["taskset", "-c", "0"] : [], .. kind.Command(place)])
            start.ArgumentList.Add(word);
        start.Environment["NODE_ENV"] = "production";
        var server = new RunningServer(kind, place, Process.Start(start)!);
        try
        {
            await server.WaitUntilReadyAsync();
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>User and system time that the process has used, in seconds.</summary>
    public double CpuSeconds()
    {
        // The program's name stands in parentheses and may hold spaces; the fields are counted from behind it.
        var stat = File.ReadAllText($"/proc/{_process.Id}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (Number(fields[UserTicksField]) + Number(fields[UserTicksField + 1])) * SecondsPerTick;
    }

    /// <summary>Resident memory in bytes.</summary>
    public double ResidentBytes()
    {
        var line = File.ReadLines($"/proc/{_process.Id}/status")
            .First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return Number(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) * 1024;
    }

    /// <summary>Bytes that live in the collected heap after a full collection.</summary>
    public async Task<double> LiveHeapBytesAsync()
    {
        if (!_kind.IsAttune)
            return Number(await GetAsync("/heap"));
        await FullCollection.InduceAsync(_process.Id);
        var metrics = (await GetAsync("/metrics")).Split('\n');
        return SumOf(metrics, "dotnet_gc_last_collection_heap_size")
            - SumOf(metrics, "dotnet_gc_last_collection_heap_fragmentation_size");
    }

    /// <summary>The sum of an instrument's series in the server's metrics.</summary>
    public async Task<double> CounterAsync(string name) => SumOf((await GetAsync("/metrics")).Split('\n'), name);

    public void Dispose()
    {
        _http.Dispose();
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.WaitForExit(StopLimitMs);
        _process.Dispose();
        Directory.Delete(_place.Folder, recursive: true);
    }

    private async Task WaitUntilReadyAsync()
    {
        for (var passed = Stopwatch.StartNew(); passed.Elapsed < ReadyLimit && !_process.HasExited;)
        {
            try
            {
                using var answer = await _http.GetAsync(new Uri($"http://127.0.0.1:{PublishPort}/ready"));
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet; asked again in a moment.
            }

            await Task.Delay(ReadyPoll);
        }

        throw new InvalidOperationException($"{_kind.Name} did not become ready: {await File.ReadAllTextAsync(Log)}");
    }

    private async Task<string> GetAsync(string path) =>
        await _http.GetStringAsync(new Uri($"http://127.0.0.1:{PublishPort}{path}"));

    private static double SumOf(IEnumerable<string> metrics, string name) => metrics
        .Where(line => line.StartsWith(name, StringComparison.Ordinal) && !line.Contains("_bucket", StringComparison.Ordinal))
        .Sum(line => Number(line[(line.LastIndexOf(' ') + 1)..]));

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
