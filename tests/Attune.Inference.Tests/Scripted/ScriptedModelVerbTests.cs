using System.Diagnostics;
using System.Text.Json;
using Attune.Inference.Tests.Fakes;
using Attune.TestKit.Folders;
using Attune.TestKit.Servers;

namespace Attune.Inference.Tests.Scripted;

/// <summary>The stand-in as a command, and what the server loads of the vendor's package.</summary>
public sealed class ScriptedModelVerbTests
{
    [Fact]
    public async Task It_prints_its_address_as_one_line_of_json_answers_from_its_script_and_stops_on_sigterm()
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder.At("script.json"), """{"text":"From a file.","pieceMilliseconds":0}""");
        using var process = Start("scripted-model", "--port", "0", "--script", folder.At("script.json"));
        try
        {
            using var json = JsonDocument.Parse(await LineAsync(process));
            var url = json.RootElement.GetProperty("url").GetString()!;
            await using var host = await InferenceHost.WithModelsAsync(url, "scripted");
            Assert.Equal("From a file.", await host.AskAsync("Hello"));
            Process.Start("kill", ["-TERM", $"{process.Id}"]).Dispose();
            using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            await process.WaitForExitAsync(deadline.Token);
            Assert.Equal(0, process.ExitCode);
        }
        finally
        {
            process.Kill();
        }
    }

    [Theory]
    [InlineData(2, "--port", "many")]
    [InlineData(2, "--port")]
    [InlineData(2, "--loud", "yes")]
    [InlineData(1, "--script", "no-such-file.json")]
    public async Task Wrong_arguments_are_told(int exitCode, params string[] arguments)
    {
        using var process = Start(["scripted-model", .. arguments]);
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var error = await process.StandardError.ReadToEndAsync(deadline.Token);
        await process.WaitForExitAsync(deadline.Token);
        Assert.Equal(exitCode, process.ExitCode);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        Assert.NotEmpty(error);
    }

    [Fact]
    public async Task A_server_that_has_asked_no_model_has_not_loaded_the_packages_for_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Reads the process's map of files.");
        using var folder = new TempFolder();
        using var process = Start("serve", "--urls", "http://127.0.0.1:0", "--data", folder.Path,
            "--Inference:Endpoints:0:BaseUrl=http://127.0.0.1:9/v1", "--Inference:Endpoints:0:Model=any");
        try
        {
            while (!(await LineAsync(process)).Contains("ready", StringComparison.Ordinal))
                continue;
            var files = await File.ReadAllTextAsync($"/proc/{process.Id}/maps");
            Assert.Contains("Attune.Inference.dll", files, StringComparison.Ordinal);
            Assert.DoesNotContain("OpenAI.dll", files, StringComparison.Ordinal);
            Assert.DoesNotContain("System.ClientModel.dll", files, StringComparison.Ordinal);
            Assert.DoesNotContain("Polly.Core.dll", files, StringComparison.Ordinal);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    private static Process Start(params string[] arguments) => Process.Start(
        new ProcessStartInfo(ProgramUnderTest.Path, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;

    private static async Task<string> LineAsync(Process process)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        return await process.StandardOutput.ReadLineAsync(deadline.Token)
            ?? throw new InvalidOperationException(await process.StandardError.ReadToEndAsync(deadline.Token));
    }
}
