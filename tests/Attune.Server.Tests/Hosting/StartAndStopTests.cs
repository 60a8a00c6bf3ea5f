using System.Diagnostics;
using Attune.Server.Tests.Wire;
using Attune.TestKit.Folders;
using Attune.TestKit.Servers;

namespace Attune.Server.Tests.Hosting;

/// <summary>How the program starts, refuses to start, and stops.</summary>
public sealed class StartAndStopTests
{
    [Fact]
    public async Task Stopping_says_goodbye_to_open_connections_and_does_not_wait_for_them()
    {
        await using var server = await RunningServer.StartAsync();
        using var client = await server.ConnectAsync("""{"services":["finance"],"version":1}""");
        using var process = Process.GetProcessById(server.Process.Id);
        Assert.Equal(0, (await RunAsync("kill", "-TERM", $"{process.Id}")).ExitCode);
        var (code, reason, _) = await client.ReceiveCloseAsync();
        Assert.Equal((1001, "going_away"), (code, reason));
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(8));
        await process.WaitForExitAsync(deadline.Token);
    }

    [Fact]
    public async Task All_wrong_settings_are_told_at_once()
    {
        var (exitCode, _, error) = await RunAsync(ProgramUnderTest.Path, "check-config", "--Realtime:PingSeconds=0",
            "--Realtime:HandshakeSeconds=soon", "--Knowledge:MaxDocuments=0", "--Guide:CharactersPerSecond=-1");
        Assert.Equal(1, exitCode);
        foreach (var name in (string[])["HandshakeSeconds", "MaxDocuments", "CharactersPerSecond"])
            Assert.Contains(name, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_other_machines_can_reach_is_refused_with_advice()
    {
        var (exitCode, _, error) = await RunAsync(ProgramUnderTest.Path, "serve", "--urls", "http://0.0.0.0:9000");
        Assert.Equal(1, exitCode);
        Assert.Contains("needs accounts", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_is_one_clear_sentence()
    {
        using var temp = new TempFolder();
        await using var server = await RunningServer.StartAsync();
        var (exitCode, output, error) = await RunAsync(ProgramUnderTest.Path, "serve",
            "--urls", server.Process.Address.GetLeftPart(UriPartial.Authority), "--data", temp.Path);
        Assert.Equal(1, exitCode);
        Assert.Contains("address already in use", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output + error, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(string program, params string[] arguments)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
        var error = process.StandardError.ReadToEndAsync(deadline.Token);
        await process.WaitForExitAsync(deadline.Token);
        return (process.ExitCode, await output, await error);
    }
}
