using System.Diagnostics;
using System.Text;
using Attune.Server.Verbs.Processes;
using Attune.TestKit.Folders;
using Attune.TestKit.Servers;

namespace Attune.Server.Tests.Wire.Access;

/// <summary>A token is told to its holder and to nobody else.</summary>
public sealed class TokenSecrecyTests
{
    private const string Hello = """{"services":["persona:mia"],"version":1}""";
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task No_token_stands_in_the_log_however_much_is_logged()
    {
        using var folder = new TempFolder();
        var port = FreePort.Find();
        var token = SignedToken.For("mia", ["subscribe:persona:*", "inspect"]);
        var log = new StringBuilder();
        using var server = Start(log, "serve", "--urls", $"http://127.0.0.1:{port}", "--data", folder.Path,
            SignedToken.ModeSetting, SignedToken.KeySetting,
            "--Logging:LogLevel:Default=Trace", "--Logging:LogLevel:Microsoft=Trace");
        try
        {
            using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
            while (!await IsReadyAsync(http))
                Assert.False(server.HasExited, "The server ended.");
            using (var client = await WireClient.ConnectAsync(
                new Uri($"ws://127.0.0.1:{port}/v2/realtime/stream?access_token={token}"), Hello))
            {
                await client.SendAsync($$"""{"type":"refresh","ref":1,"token":"{{token}}"}""");
                await client.ReceiveAsync("refreshed");
                await client.SendAsync($$"""{"type":"refresh","ref":2,"token":"{{token}}x"}""");
                Assert.DoesNotContain(token, (await client.ReceiveAsync("error")).GetRawText(), StringComparison.Ordinal);
            }

            foreach (var path in (string[])["poll?topics=persona:mia", "poll?topics=finance", "metrics?x=1", "nothing-here?x=1"])
            {
                using var reply = await http.GetAsync(new Uri($"/v2/realtime/{path}&access_token={token}", UriKind.Relative));
                Assert.DoesNotContain(token, await reply.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            }
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync(CancellationToken.None).WaitAsync(Deadline);
        }

        var written = log.ToString();
        Assert.Contains("/v2/realtime/poll", written, StringComparison.Ordinal);
        Assert.DoesNotContain(token[(token.LastIndexOf('.') + 1)..], written, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_verb_makes_a_token_with_the_key_of_the_data_folder_that_the_server_accepts()
    {
        using var folder = new TempFolder();
        var (code, token) = await RunAsync(
            "token", "--principal", "mia", "--allow", "subscribe:persona:*", "--allow=history:*",
            "--minutes", "5", "--data", folder.Path);
        Assert.Equal(0, code);
        await using var server = await RunningServer.StartInAsync(folder.Path, SignedToken.ModeSetting);
        using var client = await WireClient.ConnectAsync(
            new UriBuilder(server.Socket) { Query = $"access_token={token.Trim()}" }.Uri, Hello);
        (code, token) = await RunAsync("token", "--principal", "eve", "--allow", "*", "--data", folder.Path);
        Assert.Equal(0, code);
        await client.SendAsync($$"""{"type":"refresh","ref":1,"token":"{{token.Trim()}}"}""");
        Assert.Equal("principal_changed", (await client.ReceiveAsync("error")).GetProperty("code").GetString());
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite,
                File.GetUnixFileMode(Path.Combine(folder.Path, "keys", "access.key")));
        }
    }

    [Theory]
    [InlineData(2, "token")]
    [InlineData(2, "token", "--principal", "mia")]
    [InlineData(2, "token", "--principal", "mia", "--allow", "*", "--minutes", "soon")]
    [InlineData(1, "token", "--principal", "mia", "--allow", "No right")]
    [InlineData(1, "token", "--principal", "mia", "--allow", "*", "--Access:Key=short")]
    public async Task The_verb_says_what_is_wrong_and_makes_nothing(int expected, params string[] arguments)
    {
        using var folder = new TempFolder();
        var (code, output) = await RunAsync([.. arguments, $"--data={folder.Path}"]);
        Assert.Equal((expected, ""), (code, output));
    }

    private static async Task<bool> IsReadyAsync(HttpClient http)
    {
        try
        {
            using var reply = await http.GetAsync(new Uri("/ready", UriKind.Relative));
            return reply.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false; // not listening yet
        }
    }

    private static async Task<(int Code, string Output)> RunAsync(params string[] arguments)
    {
        using var program = Process.Start(Settings(arguments))!;
        var output = program.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = program.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await program.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Deadline);
        Assert.NotEmpty(await errors);
        return (program.ExitCode, await output);
    }

    private static Process Start(StringBuilder log, params string[] arguments)
    {
        var process = new Process { StartInfo = Settings(arguments) };
        process.OutputDataReceived += (_, line) => Add(line.Data);
        process.ErrorDataReceived += (_, line) => Add(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;

        void Add(string? line)
        {
            lock (log)
                log.Append(line).Append('\n');
        }
    }

    private static ProcessStartInfo Settings(string[] arguments)
    {
        var program = ServerProgram.At(ProgramUnderTest.Path);
        return new ProcessStartInfo(program.FileName, [.. program.FirstArguments, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
    }
}
