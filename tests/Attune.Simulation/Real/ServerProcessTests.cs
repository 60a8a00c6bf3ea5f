using System.Diagnostics;
using Attune.Server.Verbs.Processes;
using Attune.Server.Verbs.Simulate.Wire;

namespace Attune.Simulation.Real;

[Collection(nameof(RealProgram))]
public sealed class ServerProcessTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(1);

    private static Task<ServerProcess> StartAsync(TemporaryFolder folder, CancellationToken cancellation) =>
        ServerProcess.StartAsync(RealProgram.Find(), folder.Path, TimeProvider.System, cancellation);

    [Fact]
    public async Task It_starts_again_on_the_same_port_and_folder_after_a_kill()
    {
        using var deadline = new CancellationTokenSource(Deadline);
        using var folder = new TemporaryFolder("test");
        await using var server = await StartAsync(folder, deadline.Token);
        var (first, address) = (server.Id, server.Address);

        await server.KillAsync();
        Assert.ThrowsAny<ArgumentException>(() => Process.GetProcessById(first));
        Assert.False(server.Availability.WaitAsync(deadline.Token).IsCompleted);

        await server.StartAsync(deadline.Token);
        await server.Availability.WaitAsync(deadline.Token);
        Assert.Equal(address, server.Address);
        Assert.NotEqual(first, server.Id);
    }

    [Fact]
    public async Task On_a_full_disk_it_refuses_to_publish_and_goes_on_when_there_is_room_again()
    {
        using var deadline = new CancellationTokenSource(Deadline);
        using var folder = new TemporaryFolder("test");
        await using var server = await StartAsync(folder, deadline.Token);
        using var calls = new JsonCalls(new ServerTarget(server.Address, server.Availability));
        var http = new HttpApi(calls);
        var id = server.Id;
        Draft[] drafts = [new Draft("finance", 0, 0, "one", "1")];
        Assert.SkipUnless(await server.TryFillDiskAsync(isFull: true), "prlimit, which makes the disk full, is missing here.");
        var refused = await Assert.ThrowsAsync<ConnectionLostException>(() => http.PublishAsync(drafts, deadline.Token));
        Assert.Contains("storage_unavailable", refused.Message, StringComparison.Ordinal);
        Assert.True(await server.TryFillDiskAsync(isFull: false));
        Assert.Equal([1], await http.PublishAsync(drafts, deadline.Token));
        Assert.Equal(id, server.Id);
    }

    [Fact]
    public async Task Disposing_it_leaves_no_process()
    {
        using var deadline = new CancellationTokenSource(Deadline);
        using var folder = new TemporaryFolder("test");
        var server = await StartAsync(folder, deadline.Token);
        var id = server.Id;
        await server.DisposeAsync();
        Assert.ThrowsAny<ArgumentException>(() => Process.GetProcessById(id));
    }

    [Fact]
    public async Task A_server_that_dies_by_itself_is_told_to_everyone_who_waits()
    {
        using var deadline = new CancellationTokenSource(Deadline);
        using var folder = new TemporaryFolder("test");
        await using var server = await StartAsync(folder, deadline.Token);
        var told = new TaskCompletionSource();
        using var process = Process.GetProcessById(server.Id);
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => told.TrySetResult();
        process.Kill();
        await told.Task.WaitAsync(deadline.Token);
        await Assert.ThrowsAsync<ServerFailedException>(async () =>
        {
            while (true)
            {
                await server.Availability.WaitAsync(deadline.Token);
                deadline.Token.ThrowIfCancellationRequested();
                await Task.Yield();
            }
        });
    }

    [Fact]
    public async Task A_program_that_cannot_start_is_reported_with_its_last_words()
    {
        using var deadline = new CancellationTokenSource(Deadline);
        using var folder = new TemporaryFolder("test");
        var broken = new ServerProgram("/bin/sh", ["-c", "echo no luck today; exit 3"]);
        var error = await Assert.ThrowsAsync<ServerFailedException>(
            () => ServerProcess.StartAsync(broken, folder.Path, TimeProvider.System, deadline.Token));
        Assert.Contains("exit code 3", error.Message, StringComparison.Ordinal);
        Assert.Contains("no luck today", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_temporary_folder_is_gone_with_all_that_is_in_it()
    {
        string path;
        using (var folder = new TemporaryFolder("test"))
        {
            path = folder.Path;
            File.WriteAllText(Path.Combine(path, "file"), "x");
            Assert.True(Directory.Exists(path));
        }

        Assert.False(Directory.Exists(path));
    }

    [Theory]
    [InlineData("/opt/attune/attune", "/opt/attune/attune", "")]
    [InlineData("/opt/attune/attune.dll", "dotnet", "exec /opt/attune/attune.dll")]
    public void A_dll_is_started_with_dotnet(string path, string fileName, string arguments)
    {
        var program = ServerProgram.At(path);
        Assert.Equal(fileName, program.FileName);
        Assert.Equal(arguments, string.Join(' ', program.FirstArguments));
    }
}
