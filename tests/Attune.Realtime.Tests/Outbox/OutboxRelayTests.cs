using Attune.Foundation.Hosting;
using Attune.Foundation.Modules;
using Attune.Foundation.Outbox;
using Attune.Foundation.Persistence;
using Attune.Realtime.Outbox;
using Attune.Realtime.Specification;
using Attune.Realtime.Tests.StreamEngines;
using Attune.TestKit.Folders;
using Attune.TestKit.Time;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Attune.Realtime.Tests.Outbox;

/// <summary>The relay between a real database and a real log.</summary>
public sealed class OutboxRelayTests : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private readonly TempFolder _folder = new();
    private readonly DataFolder _data;
    private readonly SqliteDatabase _database;
    private readonly EventOutbox _outbox;
    private readonly EmbeddedHarness _engine = EmbeddedHarness.Start();

    public OutboxRelayTests()
    {
        _data = DataFolder.Open(_folder.Path);
        _database = new SqliteDatabase(_data);
        new MigrationRunner(_database, new ModuleCatalogue([]), TimeProvider.System).Run();
        _outbox = new EventOutbox(_database);
    }

    [Fact]
    public async Task Events_are_published_in_their_order_and_forgotten()
    {
        for (var i = 0; i < 120; i++)
            Add($"e{i}", i % 2 == 0 ? "room:1" : "room:2");
        await RelayAsync(() => _outbox.Read(1).Count == 0);
        Assert.Equal(Enumerable.Range(0, 60).Select(i => $"e{i * 2}"), await IdsAsync("room:1"));
        Assert.Equal(Enumerable.Range(0, 60).Select(i => $"e{(i * 2) + 1}"), await IdsAsync("room:2"));
    }

    [Fact]
    public async Task An_event_that_was_published_long_ago_but_not_forgotten_is_not_told_again()
    {
        Add("e1", "room:1");
        Add("e2", "room:1");
        var left = _outbox.Read(10);
        await RelayAsync(() => _outbox.Read(1).Count == 0);
        _engine.Clock.Advance(TimeSpan.FromHours(2));
        // As a kill between publishing and forgetting would leave them.
        foreach (var waiting in left)
            Add(waiting.Event.Id, waiting.Event.Topic);
        Add("e3", "room:1");
        await RelayAsync(() => _outbox.Read(1).Count == 0);
        Assert.Equal(["e1", "e2", "e3"], await IdsAsync("room:1"));
    }

    [Fact]
    public async Task An_event_that_can_never_be_published_is_put_aside_and_holds_nothing_up()
    {
        Add("e1", "room:1");
        Add("bad", "room:1", new string('x', 300_000));
        Add("e2", "room:1");
        Add("e3", "no such topic");
        Add("e4", "room:2");
        await RelayAsync(() => _outbox.Read(1).Count == 0);
        Assert.Equal(["e1", "e2"], await IdsAsync("room:1"));
        Assert.Equal(["e4"], await IdsAsync("room:2"));
        Assert.True(_outbox.Forget(EngineHarness.Organisation, "room:1"));
    }

    [Fact]
    public async Task What_nobody_foresaw_about_one_event_holds_up_no_other()
    {
        // No folder can have such a name, and nobody has foreseen what the stream says to it.
        Add("e1", "finance", organisation: "a\0b");
        Add("e2", "finance");
        await RelayAsync(() => _outbox.Read(10) is [{ Event.Id: "e1" }]);
        Add("e3", "finance");
        await RelayAsync(() => _outbox.Read(10) is [{ Event.Id: "e1" }]);
        Assert.Equal(["e2", "e3"], await IdsAsync("finance"));
    }

    [Fact]
    public async Task While_the_log_cannot_be_written_events_wait()
    {
        _engine.FailWrites(true);
        Add("e1", "room:1");
        using var relay = NewRelay();
        await relay.StartAsync(TestContext.Current.CancellationToken);
        _engine.FailWrites(false);
        await UntilAsync(() => _outbox.Read(1).Count == 0);
        await relay.StopAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["e1"], await IdsAsync("room:1"));
    }

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        _database.Dispose();
        _data.Dispose();
        _folder.Dispose();
    }

    private void Add(string id, string topic, string text = "hello", string organisation = EngineHarness.Organisation)
    {
        using var connection = _database.Open();
        _outbox.Add(connection, new OutboxEvent(id, organisation, topic, "told", $"\"{text}\""));
        _outbox.Wake();
    }

    private async Task RelayAsync(Func<bool> isDone)
    {
        using var relay = NewRelay();
        await relay.StartAsync(TestContext.Current.CancellationToken);
        await UntilAsync(isDone);
        await relay.StopAsync(TestContext.Current.CancellationToken);
    }

    private OutboxRelay NewRelay() => new(_outbox, _engine.Engine, new StartedLifetime(), TimeProvider.System,
        new RealtimeLog(NullLogger<RealtimeLog>.Instance));

    private async Task<IEnumerable<string>> IdsAsync(string topic) => (await _engine.ReadAsync(topic)).Select(item => item.Id);

    private static Task UntilAsync(Func<bool> isDone) => Eventually.HoldsAsync(Deadline, isDone);

    /// <summary>A host that has started.</summary>
    private sealed class StartedLifetime : IHostApplicationLifetime
    {
        public CancellationToken ApplicationStarted { get; } = new(canceled: true);

        public CancellationToken ApplicationStopping => CancellationToken.None;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication() => throw new NotSupportedException("Nothing here stops the host.");
    }
}
