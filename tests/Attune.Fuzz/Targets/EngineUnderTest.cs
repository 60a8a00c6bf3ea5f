using System.Text;
using Attune.Foundation.Hosting;
using Attune.Foundation.Modules;
using Attune.Realtime;
using Attune.Realtime.Settings;
using Attune.Realtime.StreamEngines.Embedded;
using Attune.Realtime.StreamEngines.Embedded.Log;
using Attune.Realtime.Streams;
using Attune.TestKit.Folders;
using Attune.TestKit.Time;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Attune.Fuzz.Targets;

/// <summary>The embedded engine in a folder of its own, with small files and a clock that stands still.</summary>
internal sealed class EngineUnderTest : IDisposable
{
    public const string Organisation = "local";

    private readonly TempFolder _temp = new();
    private readonly RealtimeOptions _options = new()
    {
        Services = ["finance", "guest"],
        Topics =
        [
            new TopicRuleOptions { Pattern = "room:*" },
            new TopicRuleOptions { Pattern = "memory:*", Durability = Durability.Memory },
        ],
        Shards = 1,
        SegmentBytes = 3000,
        MaxEventBytes = 16 * 1024,
        RingBytesPerTopic = 64 * 1024,
        RingBytes = 1024 * 1024,
        AiStreams = new AiStreamOptions { RollUpMilliseconds = 0 },
    };

    private readonly ManualClock _clock = new();
    private DataFolder? _folder;
    private EmbeddedStreamEngine? _engine;

    public EmbeddedStreamEngine Engine => _engine ?? throw new InvalidOperationException("Open it first.");

    /// <summary>Where the files of the log stand.</summary>
    public string LogFolder => _temp.At("streams", Organisation, TopicRules.DefaultDomain);

    public static Publisher Publisher => new(Organisation, "owner");

    /// <summary>Starts on what is in the folder.</summary>
    public void Open()
    {
        _folder = DataFolder.Open(_temp.Path);
        var options = Options.Create(_options);
        _engine = new EmbeddedStreamEngine(options, new TopicRules(options, new ModuleCatalogue([])), _folder, new DiskLogFiles(),
            _clock, new Ids(_clock), new RealtimeLog(NullLogger<RealtimeLog>.Instance));
        _engine.Open();
    }

    /// <summary>Ends it orderly; the files stay.</summary>
    public void Close()
    {
        _engine?.Dispose();
        _engine = null;
        _folder?.Dispose();
        _folder = null;
    }

    /// <summary>Puts these files into the place of what is there.</summary>
    public void Replace(IReadOnlyDictionary<string, byte[]> files)
    {
        if (Directory.Exists(LogFolder))
            Directory.Delete(LogFolder, recursive: true);
        Directory.CreateDirectory(LogFolder);
        foreach (var (name, bytes) in files)
            File.WriteAllBytes(Path.Combine(LogFolder, name), bytes);
    }

    public Topic Topic(string name) => Engine.FindTopic(Organisation, name).Value;

    public static EventDraft Draft(string topic, string data, string? id = null) =>
        new(topic, "t", Encoding.UTF8.GetBytes(data), id);

    public async Task<Receipt[]> PublishAsync(params EventDraft[] drafts) =>
        (await Engine.PublishAsync(Publisher, drafts, CancellationToken.None)).Value;

    public void Dispose()
    {
        Close();
        _temp.Dispose();
    }
}
