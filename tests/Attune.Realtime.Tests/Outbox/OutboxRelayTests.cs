using Attune.Foundation.Hosting;
using Attune.Foundation.Modules;
using Attune.Foundation.Outbox;
using Attune.Foundation.Persistence;
using Attune.Realtime.Outbox;
using Attune.Realtime.Specification;
using Attune.Realtime.Tests.StreamEngines;
using Attune.TestKit.Folders;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;

namespace Attune.Realtime.Tests.Outbox;

/// <summary>From the outbox into the stream.</summary>
public sealed class OutboxRelayTests
{
    /// <summary>No folder can have such a name, and nobody has foreseen what the stream says to it.</summary>
    private const string Impossible = "a\0b";

    [Fact]
    public async Task What_nobody_foresaw_about_one_topic_holds_up_no_other()
    {
        await using var h = EmbeddedHarness.Start();
        using var temp = new TempFolder();
        using var folder = DataFolder.Open(temp.Path);
        using var database = new SqliteDatabase(folder);
        new MigrationRunner(database, new ModuleCatalogue([]), TimeProvider.System).Run();
        var outbox = new EventOutbox(database);
        using (var connection = database.Open())
        {
            outbox.Add(connection, new OutboxEvent("e1", Impossible, "finance", "t", "1"));
            outbox.Add(connection, new OutboxEvent("e2", EngineHarness.Organisation, "finance", "t", "2"));
        }

        var lifetime = new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance);
        using var relay = new OutboxRelay(outbox, h.Engine, lifetime, TimeProvider.System,
            new RealtimeLog(NullLogger<RealtimeLog>.Instance));
        await relay.StartAsync(CancellationToken.None);
        lifetime.NotifyStarted();
        await UntilAsync(() => outbox.Read(10) is [{ Event.Id: "e1" }]);
        using (var connection = database.Open())
            outbox.Add(connection, new OutboxEvent("e3", EngineHarness.Organisation, "finance", "t", "3"));
        outbox.Wake();
        await UntilAsync(() => outbox.Read(10) is [{ Event.Id: "e1" }]);
        Assert.Equal(["e2", "e3"], (await h.ReadAsync("finance")).Select(stored => stored.Id));
        Assert.False(relay.ExecuteTask!.IsCompleted);
        await relay.StopAsync(CancellationToken.None);
    }

    private static async Task UntilAsync(Func<bool> isDone)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!isDone())
        {
            deadline.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
