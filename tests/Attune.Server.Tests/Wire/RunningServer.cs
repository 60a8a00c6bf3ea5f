using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Attune.Server.Verbs.Processes;
using Attune.TestKit.Folders;
using Attune.TestKit.Servers;

namespace Attune.Server.Tests.Wire;

/// <summary>The real program in a process, with a port and a data folder of its own.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private readonly TempFolder? _temp;
    private readonly HttpClient _http;

    private RunningServer(ServerProcess process, TempFolder? temp)
    {
        Process = process;
        _temp = temp;
        _http = new HttpClient { BaseAddress = process.Address };
    }

    public ServerProcess Process { get; }

    public HttpClient Http => _http;

    public Uri Socket => new UriBuilder(Process.Address) { Scheme = "ws", Path = "/v2/realtime/stream" }.Uri;

    public static Task<RunningServer> StartAsync(params string[] settings) => StartInAsync(null, settings);

    public static async Task<RunningServer> StartInAsync(string? folder, params string[] settings)
    {
        var temp = folder is null ? new TempFolder() : null;
        var process = await ServerProcess.StartAsync(
            ServerProgram.At(ProgramUnderTest.Path), folder ?? temp!.Path, TimeProvider.System,
            TestContext.Current.CancellationToken, settings);
        return new RunningServer(process, temp);
    }

    public Task<WireClient> ConnectAsync(string? handshake = null) => WireClient.ConnectAsync(Socket, handshake);

    public async Task<HttpResponseMessage> PostAsync(string path, string body) =>
        await _http.PostAsync(new Uri(path, UriKind.Relative), new StringContent(body, Encoding.UTF8, "application/json"));

    public async Task<JsonElement> PublishAsync(string body)
    {
        using var response = await PostAsync("/v2/realtime/publish", body);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    public async Task<JsonElement> GetAsync(string path) =>
        await _http.GetFromJsonAsync<JsonElement>(new Uri(path, UriKind.Relative));

    public async Task RestartAsync()
    {
        await Process.KillAsync();
        await Process.StartAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Asks it to stop, as systemd or Ctrl-C would, and waits until it has.</summary>
    public async Task StopAsync()
    {
        using var running = System.Diagnostics.Process.GetProcessById(Process.Id);
        using var kill = System.Diagnostics.Process.Start("kill", ["-TERM", $"{running.Id}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        await running.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(20));
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Process.DisposeAsync();
        _temp?.Dispose();
    }
}
