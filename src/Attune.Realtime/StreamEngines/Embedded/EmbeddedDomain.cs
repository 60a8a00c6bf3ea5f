using System.Collections.Concurrent;
using Attune.Contracts.Errors;
using Attune.Foundation.Failures;
using Attune.Realtime.AiStreams;
using Attune.Realtime.Protocol;
using Attune.Realtime.StreamEngines.Embedded.Log;
using Attune.Realtime.Streams;

namespace Attune.Realtime.StreamEngines.Embedded;

/// <summary>
/// A domain whose log is one sequence of files in the data folder, or memory only. Publishers number and encode their
/// events under a short lock; whoever finds nobody writing becomes the writer and writes everything that has gathered,
/// until nothing is left (group commit without waiting).
/// </summary>
internal sealed partial class EmbeddedDomain : Domain, IDisposable
{
    private readonly Lock _gate = new();
    private readonly DomainOptions _options;
    private readonly RealtimeLog _log;
    private readonly SegmentedLog? _file;
    private readonly IdempotencyTable _ids;
    private readonly ConcurrentDictionary<string, Topic> _topics = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, AiStream> _streams = new(StringComparer.Ordinal);
    private readonly Dictionary<Topic, TopicTail> _tails = [];
    private readonly Func<string, Topic?> _openTopic;
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(5);

    private Generation[] _generations = [];
    private bool _isClosed;
    private long _assignedSeq;
    private Action<CommitNotice>? _onCommitted;

    /// <param name="organisation">Whose domain.</param>
    /// <param name="name">Its name within the organisation.</param>
    /// <param name="options">What it needs from outside.</param>
    /// <param name="openTopic">Makes the topic for a name that the log remembers.</param>
    /// <param name="log">Where it reports.</param>
    public EmbeddedDomain(
        string organisation, string name, DomainOptions options, Func<EmbeddedDomain, string, Topic?> openTopic, RealtimeLog log)
        : base(organisation, name)
    {
        _options = options;
        _log = log;
        _openTopic = topic => openTopic(this, topic);
        _ids = new IdempotencyTable(
            TimeSpan.FromSeconds(options.Settings.IdempotencySeconds), options.Settings.IdempotencyMaxEntries);
        _file = options.Folder is null ? null : new SegmentedLog(options.Files, options.Folder, options.Writable);
    }

    public override IReadOnlyList<Generation> Generations => Volatile.Read(ref _generations);

    public IEnumerable<Topic> Topics => _topics.Values;

    public IEnumerable<AiStream> Streams => _streams.Values;

    /// <summary>Why the last write failed; null when it worked.</summary>
    public string? WriteProblem { get; private set; }

    /// <summary>Events committed since the start of the process.</summary>
    public long CommittedEvents { get; private set; }

    /// <summary>Bytes of the log on disk.</summary>
    public long LogBytes => _file?.Bytes ?? 0;

    public void Attach(Action<CommitNotice> onCommitted) => _onCommitted += onCommitted;

    /// <summary>The topic, made when it is missing.</summary>
    public Topic OpenTopic(string name, Func<Topic> make)
    {
        if (_topics.TryGetValue(name, out var topic))
            return topic;
        lock (_gate)
        {
            topic = _topics.GetOrAdd(name, _ => make());
            _tails.TryAdd(topic, new TopicTail());
            return topic;
        }
    }

    public Topic? FindTopic(string name) => _topics.GetValueOrDefault(name);

    public AiStream? FindStream(string id) => _streams.GetValueOrDefault(id);

    public void Dispose()
    {
        bool lead;
        lock (_gate)
        {
            lead = FlushAll();
            _isClosed = true;
        }

        if (lead)
            Commit();
        _rollUpTimer?.Dispose();
        // A write that is under way ends in milliseconds; nothing new begins.
        SpinWait.SpinUntil(() => !Volatile.Read(ref _isCommitting), CloseTimeout);
        if (_file is null)
            return;
        if (_options.Writable)
            Close();
        _file.Dispose();
    }

    private void Close()
    {
        try
        {
            _file!.Flush();
            MarkClean();
        }
        catch (IOException error)
        {
            // Without the mark the next start takes the safe way: a new generation if the machine restarted.
            _log.ClosingFailed(Organisation, Name, error);
        }
    }

    /// <summary>Why nothing can be stored now; null when it can. Guarded by the gate.</summary>
    private Failure? Refusal => _isClosed
        ? RealtimeFailures.StorageUnavailable("the server is stopping")
        : !_options.Writable && _file is not null
        ? RealtimeFailures.StorageUnavailable("the data folder is read-only")
        : _filling.Bytes.WrittenCount + _gatheredBytes > _options.Settings.MaxWaitingBytes
        ? Failure.Of(RealtimeErrors.Overloaded)
        : null;

    private long Now => WireTime.Now(_options.Clock);

    /// <summary>The present for durations, which a correction of the time of day does not disturb.</summary>
    private long Timestamp => _options.Clock.GetTimestamp();

    private long Timestamps(TimeSpan duration) => (long)(duration.TotalSeconds * _options.Clock.TimestampFrequency);

    /// <summary>Numbers given to events that are still on their way to the log; guarded by the gate.</summary>
    private sealed class TopicTail
    {
        public long Seq { get; set; }

        public long Ordinal { get; set; }
    }
}
