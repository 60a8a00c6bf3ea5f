using System.Buffers;
using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Attune.Contracts.Errors;
using Attune.Foundation.Failures;
using Attune.Foundation.Hosting;
using Attune.Realtime.Protocol;
using Attune.Realtime.Settings;
using Attune.Realtime.StreamEngines.Embedded.Log;
using Attune.Realtime.Streams;
using Microsoft.Extensions.Options;

namespace Attune.Realtime.StreamEngines.Embedded;

/// <summary>The engine of one machine: logs in the data folder, recent frames in memory, no other server needed.</summary>
internal sealed partial class EmbeddedStreamEngine : IStreamEngine, IDisposable
{
    private const string HomeOrganisation = "local";
    private const int MaxPageBytes = 1 << 20;

    private readonly ConcurrentDictionary<(string Organisation, string Name), EmbeddedDomain> _domains = [];
    private readonly Lock _opening = new();
    private readonly List<Action<CommitNotice>> _listeners = [];
    private readonly RealtimeOptions _options;
    private readonly TopicRules _rules;
    private readonly DataFolder _folder;
    private readonly ILogFiles _files;
    private readonly TimeProvider _clock;
    private readonly Ids _ids;
    private readonly RealtimeLog _log;
    private readonly int _shards;

    public EmbeddedStreamEngine(
        IOptions<RealtimeOptions> options, TopicRules rules, DataFolder folder, ILogFiles files, TimeProvider clock, Ids ids,
        RealtimeLog log)
    {
        _options = options.Value;
        _rules = rules;
        _folder = folder;
        _files = files;
        _clock = clock;
        _ids = ids;
        _log = log;
        _shards = RealtimeModule.ShardCount(_options);
        Rings = new RingBudget(_options.RingBytes, _options.RingBytesPerTopic);
        Deflater = new FrameDeflater(Rings);
    }

    internal RingBudget Rings { get; }

    private FrameDeflater Deflater { get; }

    public string? WriteProblem => _folder.ReadOnlyReason
        ?? _domains.Values.Select(domain => domain.WriteProblem).FirstOrDefault(problem => problem is not null);

    public IReadOnlyCollection<string> Organisations
    {
        get
        {
            var names = _domains.Keys.Select(domain => domain.Organisation).ToHashSet(StringComparer.Ordinal);
            var logs = new DirectoryInfo(_folder.At("streams"));
            if (logs.Exists)
                names.UnionWith(logs.EnumerateDirectories().Select(folder => folder.Name));
            return names;
        }
    }

    public long CommittedEvents => _domains.Values.Sum(domain => domain.CommittedEvents);

    public long OpenTopics => _domains.Values.Sum(domain => (long)domain.Topics.Count());

    public IReadOnlyDictionary<string, long> EventsByTopic(int limit) => _domains.Values
        .SelectMany(domain => domain.Topics)
        .Where(topic => topic.CommittedEvents > 0)
        .GroupBy(topic => topic.Name, StringComparer.Ordinal)
        .Select(group => (Name: group.Key, Events: group.Sum(topic => topic.CommittedEvents)))
        .OrderByDescending(topic => topic.Events)
        .Take(limit)
        .ToDictionary(topic => topic.Name, topic => topic.Events);

    public long BufferedFrames => Rings.Frames;

    public long DeflatedFrames => Deflater.Count;

    public long LogBytes => _domains.Values.Sum(domain => domain.LogBytes);

    public void Open()
    {
        foreach (var service in _rules.Services)
            OpenTopic(HomeOrganisation, service);
    }

    public void Attach(Action<CommitNotice> onCommitted)
    {
        lock (_opening)
        {
            _listeners.Add(onCommitted);
            foreach (var domain in _domains.Values)
                domain.Attach(onCommitted);
        }
    }

    public Outcome<Topic> FindTopic(string organisation, string name)
    {
        if (!TopicName.IsValid(name))
            return RealtimeFailures.UnknownService(name);
        var settings = _rules.FindOrDefault(name);
        var domain = DomainOf(organisation, settings.Domain);
        if (domain.FindTopic(name) is { } open)
            return open;
        if (_rules.Find(name) is null)
            return RealtimeFailures.UnknownService(name);
        if (domain.Topics.Count() >= _options.MaxTopics)
            return Failure.Of(RealtimeErrors.Overloaded,
                $"{_options.MaxTopics} topics are open, the largest number (Realtime:MaxTopics).");
        return OpenTopic(organisation, name);
    }

    public IReadOnlyList<Topic> Topics(string organisation) =>
        [.. _domains.Values.Where(domain => domain.Organisation == organisation).SelectMany(domain => domain.Topics)];

    public async ValueTask<HistoryPage> ReadAsync(Topic topic, long after, int limit, CancellationToken cancellation)
    {
        var unit = topic.Index.FindAfter(after);
        var frames = new List<EventFrame>();
        var (events, bytes) = (0, 0);
        while (events < limit && bytes < MaxPageBytes && unit < topic.Index.NextUnit)
        {
            var page = topic.Ring.TryGet(unit) is { } recent
                ? [recent]
                : await topic.Domain.ReadAsync(topic, unit, MaxPageBytes - bytes, cancellation);
            if (page.Count == 0)
                break;
            foreach (var frame in page.TakeWhile(_ => events < limit))
            {
                frames.Add(frame);
                events += (int)(frame.LastSeq - Math.Max(frame.FirstSeq - 1, after));
                bytes += frame.Bytes.Length;
            }

            unit = frames[^1].Unit + 1;
        }

        var more = events > limit || unit < topic.Index.NextUnit;
        return new HistoryPage(frames, after, limit, more, topic.Index.TrimmedThrough, topic.Domain.CurrentGeneration.Id);
    }

    public void TrimByAge()
    {
        foreach (var domain in _domains.Values)
            domain.TrimByAge();
    }

    public void Dispose()
    {
        foreach (var domain in _domains.Values)
            domain.Dispose();
    }

    private Topic OpenTopic(string organisation, string name)
    {
        var settings = _rules.FindOrDefault(name);
        var domain = DomainOf(organisation, settings.Domain);
        return OpenTopic(domain, name, settings);
    }

    private Topic OpenTopic(EmbeddedDomain domain, string name, TopicSettings settings) =>
        domain.OpenTopic(name, () => new Topic(name, domain, settings, _rules.IsService(name), _shards));

    private EmbeddedDomain DomainOf(string organisation, string name)
    {
        if (_domains.TryGetValue((organisation, name), out var domain))
            return domain;
        lock (_opening)
        {
            if (_domains.TryGetValue((organisation, name), out domain))
                return domain;
            var inMemory = name == TopicRules.MemoryDomain;
            var options = new DomainOptions(inMemory ? null : _folder.At("streams", organisation, name), _files,
                _folder.ReadOnlyReason is null, _options, _clock, Rings, Deflater, _shards, ReadBootId());
            domain = new EmbeddedDomain(organisation, name, options,
                (owner, topic) => OpenTopic(owner, topic, _rules.FindOrDefault(topic)), _log);
            domain.Open();
            foreach (var listener in _listeners)
                domain.Attach(listener);
            _log.Opened(organisation, name, domain.Topics.Count(), domain.Streams.Count(), domain.CommittedSeq);
            return _domains[(organisation, name)] = domain;
        }
    }

    private static string? ReadBootId()
    {
        const string Path = "/proc/sys/kernel/random/boot_id";
        return File.Exists(Path) ? File.ReadAllText(Path).Trim() : null;
    }

    private static ReadOnlyMemory<byte> Json(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, FrameWriter.Options))
            write(json);
        return buffer.WrittenMemory;
    }

    private static bool IsUtf8(ReadOnlySpan<byte> text) => Utf8.IsValid(text);

    private static int Utf8Length(string? text) => text is null ? 0 : Encoding.UTF8.GetByteCount(text);
}
