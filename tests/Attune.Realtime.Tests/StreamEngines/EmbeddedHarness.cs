using Attune.Foundation.Hosting;
using Attune.Foundation.Modules;
using Attune.Realtime.Settings;
using Attune.Realtime.Specification;
using Attune.Realtime.StreamEngines.Embedded;
using Attune.Realtime.Streams;
using Attune.TestKit.Folders;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Attune.Realtime.Tests.StreamEngines;

/// <summary>The embedded engine in a folder of its own.</summary>
internal sealed class EmbeddedHarness : EngineHarness
{
    private readonly TempFolder _temp = new();
    private readonly RealtimeOptions _options;
    private DataFolder _folder;
    private EmbeddedStreamEngine _engine;

    private EmbeddedHarness(RealtimeOptions options)
    {
        _options = options;
        _folder = DataFolder.Open(_temp.Path);
        _engine = Make();
    }

    public override IStreamEngine Engine => _engine;

    public FaultyLogFiles Files { get; } = new();

    public string LogFolder => _temp.At("streams", Organisation, TopicRules.DefaultDomain);

    public static EmbeddedHarness Start(Action<RealtimeOptions>? change = null)
    {
        var options = new RealtimeOptions
        {
            Services = ["finance", "guest"],
            Topics =
            [
                new TopicRuleOptions { Pattern = "room:*" },
                new TopicRuleOptions { Pattern = "memory:*", Durability = Durability.Memory },
                new TopicRuleOptions { Pattern = "synced:*", Durability = Durability.Synced },
            ],
            Shards = 2,
        };
        change?.Invoke(options);
        return new EmbeddedHarness(options);
    }

    /// <summary>
    /// The files stay as they are; only the operating system's lock is given back, as the end of a process does.
    /// </summary>
    public override Task CrashAsync() => RestartAsync(() => { });

    /// <summary>A crash, with something done to the files before the next start.</summary>
    public Task RestartAsync(Action meanwhile)
    {
        _folder.Dispose();
        meanwhile();
        _folder = DataFolder.Open(_temp.Path);
        Notices.Clear();
        _engine = Make();
        return Task.CompletedTask;
    }

    /// <summary>An orderly stop and a new start.</summary>
    public Task StopAndStartAsync(Action meanwhile)
    {
        _engine.Dispose();
        return RestartAsync(meanwhile);
    }

    public override Task LoseStorageAsync() => RestartAsync(() => Directory.Delete(_temp.At("streams"), recursive: true));

    public override void FailWrites(bool fail) => Files.FailAfterBytes = fail ? 0 : null;

    public override ValueTask DisposeAsync()
    {
        Files.FailAfterBytes = null;
        _engine.Dispose();
        _folder.Dispose();
        _temp.Dispose();
        return ValueTask.CompletedTask;
    }

    private EmbeddedStreamEngine Make()
    {
        var options = Options.Create(_options);
        var engine = new EmbeddedStreamEngine(options, new TopicRules(options, new ModuleCatalogue([])), _folder, Files, Clock,
            new Ids(Clock), new RealtimeLog(NullLogger<RealtimeLog>.Instance));
        engine.Attach(notice =>
        {
            lock (Notices)
                Notices.Add(notice);
        });
        engine.Open();
        return engine;
    }
}
