using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Attune.Server.Tests.Wire;
using Attune.TestKit.Folders;

namespace Attune.Server.Tests.Faults;

/// <summary>A full disk and a read-only folder: publishing is refused with a reason, reading goes on, and it heals.</summary>
public sealed class StorageFaultTests
{
    [Fact]
    public async Task On_a_full_disk_publishes_are_refused_readers_go_on_and_space_heals_it_without_a_restart()
    {
        using var disk = SmallDisk.MountOrSkip("the injected file layer proves the same in Attune.Realtime.Tests");
        await using var server = await RunningServer.StartInAsync(disk.Path);
        using var watcher = await server.ConnectAsync("""{"services":["finance"],"version":1}""");
        var filler = Path.Combine(disk.Path, "filler");
        await FillAsync(filler);
        var stored = 0;
        JsonElement problem;
        while (true)
        {
            using var response = await PublishAsync(server, stored);
            if (response.StatusCode == HttpStatusCode.ServiceUnavailable)
            {
                problem = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
                break;
            }

            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            stored++;
        }

        Assert.Equal(("storage_unavailable", true),
            (problem.GetProperty("code").GetString(), problem.GetProperty("retry").GetBoolean()));
        Assert.Equal("degraded", (await server.GetAsync("/ready")).GetProperty("status").GetString());
        File.Delete(filler);
        using (var healed = await PublishAsync(server, stored))
            Assert.Equal(HttpStatusCode.OK, healed.StatusCode);
        await AssertWholeAsync(server, watcher, stored + 1);
        await server.RestartAsync();
        Assert.Equal(stored + 1, (await ReadAllAsync(server)).Count);
    }

    [Fact]
    public async Task A_read_only_folder_can_be_read_and_refuses_publishes()
    {
        using var disk = SmallDisk.MountOrSkip("root may write to any other folder");
        await using (var server = await RunningServer.StartInAsync(disk.Path))
            (await PublishAsync(server, 1)).Dispose();
        disk.MakeReadOnly();
        await using var reader = await RunningServer.StartInAsync(disk.Path);
        using var refused = await PublishAsync(reader, 2);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        using var watcher = await reader.ConnectAsync("""{"services":["finance"],"version":1,"lastSeq":0}""");
        Assert.Equal(1, (await watcher.ReceiveAsync("event")).GetProperty("seq").GetInt64());
    }

    [Fact]
    public async Task A_second_server_on_the_same_folder_does_not_start()
    {
        using var temp = new TempFolder();
        await using var first = await RunningServer.StartInAsync(temp.Path);
        var failure = await Assert.ThrowsAsync<Verbs.Processes.ServerFailedException>(() =>
            RunningServer.StartInAsync(temp.Path));
        Assert.Contains("in use by another Attune", failure.Message, StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> PublishAsync(RunningServer server, int n) => server.PostAsync("/v2/realtime/publish",
        $$"""{"service":"finance","type":"t","id":"n{{n}}","data":"{{new string('x', 20_000)}}"}""");

    private static async Task FillAsync(string path)
    {
        await using var file = new FileStream(path, FileMode.Create);
        try
        {
            while (true)
            {
                await file.WriteAsync(new byte[64 * 1024]);
                await file.FlushAsync();
            }
        }
        catch (IOException)
        {
            // Full: leave a little room, so that some publishes succeed before one fails in the middle.
            file.SetLength(Math.Max(0, file.Length - (128 * 1024)));
        }
    }

    private static async Task AssertWholeAsync(RunningServer server, WireClient watcher, int count)
    {
        var log = await ReadAllAsync(server);
        Assert.Equal(Enumerable.Range(1, count).Select(seq => (long)seq), log);
        foreach (var seq in log)
            Assert.Equal(seq, (await watcher.ReceiveAsync("event")).GetProperty("seq").GetInt64());
    }

    private static async Task<List<long>> ReadAllAsync(RunningServer server)
    {
        var log = new List<long>();
        JsonElement page;
        do
        {
            page = await server.GetAsync($"/v2/realtime/history?topic=finance&limit=1000&after={log.LastOrDefault()}");
            log.AddRange(page.GetProperty("events").EnumerateArray().Select(json => json.GetProperty("seq").GetInt64()));
        }
        while (page.GetProperty("more").GetBoolean());
        return log;
    }
}
