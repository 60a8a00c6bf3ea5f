using Attune.Foundation.Failures;
using Attune.Realtime.AiStreams;

namespace Attune.Realtime.Streams;

/// <summary>
/// Keeps the ordered logs. The promises are written as tests in Attune.Realtime.Specification; every engine passes them.
/// It speaks topics and positions; how it stores them is its own matter.
/// </summary>
internal interface IStreamEngine
{
    /// <summary>Opens what is on disk and becomes ready.</summary>
    void Open();

    /// <summary>The organisations that have a log here, each once.</summary>
    IReadOnlyCollection<string> Organisations { get; }

    /// <summary>Events committed since the start of the process.</summary>
    long CommittedEvents { get; }

    /// <summary>Topics open on this node, all organisations together.</summary>
    long OpenTopics { get; }

    /// <summary>Events committed since the start of the process, for the topics with most of them.</summary>
    IReadOnlyDictionary<string, long> EventsByTopic(int limit);

    /// <summary>Frames held in memory for all topics.</summary>
    long BufferedFrames { get; }

    /// <summary>Event frames that were deflated since the start of the process, each once for all recipients.</summary>
    long DeflatedFrames { get; }

    /// <summary>Bytes of all logs.</summary>
    long LogBytes { get; }

    /// <summary>Says why nothing can be published now; null when publishing works.</summary>
    string? WriteProblem { get; }

    /// <summary>
    /// Publishes events: all of them or none. Idempotent by id. Completes after the events have reached the durability
    /// class of their topics; they are delivered only then.
    /// </summary>
    ValueTask<Outcome<Receipt[]>> PublishAsync(
        Publisher publisher, ReadOnlyMemory<EventDraft> events, CancellationToken cancellation);

    /// <summary>Finds a topic, opening it when its name matches a known pattern.</summary>
    Outcome<Topic> FindTopic(string organisation, string name);

    /// <summary>The topics that are open on this node.</summary>
    IReadOnlyList<Topic> Topics(string organisation);

    /// <summary>Reads a page of a topic's log.</summary>
    /// <param name="topic">Which topic.</param>
    /// <param name="after">Events after this seq; 0 for all that are kept.</param>
    /// <param name="limit">At most so many events, 1 to 1,000.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    ValueTask<HistoryPage> ReadAsync(Topic topic, long after, int limit, CancellationToken cancellation);

    /// <summary>
    /// Overwrites the payload of an event in every copy and publishes <c>redacted</c> with its id into the same topic.
    /// Redacting twice changes nothing.
    /// </summary>
    ValueTask<Outcome<Receipt>> RedactAsync(Publisher publisher, string topic, string eventId, CancellationToken cancellation);

    /// <summary>Erases the text of an AI stream in every copy; its finishing event is redacted as well.</summary>
    ValueTask<Outcome<bool>> RedactStreamAsync(Publisher publisher, string stream, CancellationToken cancellation);

    /// <summary>Erases a topic and AI streams; see <see cref="ITopicErasure"/>.</summary>
    ValueTask<Outcome<int>> EraseTopicAsync(
        string organisation, string topic, IReadOnlyCollection<string> streams, CancellationToken cancellation);

    /// <summary>
    /// Whether the log of a topic holds an event with this id, however long ago it was published: for a publisher that comes
    /// back after the ids of <see cref="PublishAsync"/> were forgotten.
    /// </summary>
    ValueTask<bool> HoldsAsync(string organisation, string topic, string eventId, CancellationToken cancellation);

    /// <summary>
    /// Appends to an AI stream; see <see cref="IAiStreams"/>. The text has its place when the call returns, so several may be
    /// on their way at once; it is stored when the task completes.
    /// </summary>
    ValueTask<Outcome<long>> AppendAsync(
        Publisher publisher, AiStreamAppend append, CancellationToken cancellation);

    /// <summary>Ends an AI stream; see <see cref="IAiStreams"/>.</summary>
    ValueTask<Outcome<IReadOnlyDictionary<string, long>>> EndAsync(
        Publisher publisher, string stream, AiStreamState state, CancellationToken cancellation);

    /// <summary>Asks the producer of an AI stream to stop.</summary>
    ValueTask<Outcome<AiStream>> StopAsync(Publisher publisher, string stream, CancellationToken cancellation);

    /// <summary>Finds an AI stream and makes its text readable in memory.</summary>
    ValueTask<Outcome<AiStream>> FindStreamAsync(string organisation, string stream, CancellationToken cancellation);

    /// <summary>The AI stream, made empty and open when it is unknown; its first append makes it last.</summary>
    AiStream OpenStream(string organisation, string stream);

    /// <summary>The AI streams that are known on this node, newest first, at most <paramref name="limit"/>.</summary>
    IReadOnlyList<AiStream> Streams(string organisation, int limit);

    /// <summary>How many AI streams are known on this node, by state, all organisations together.</summary>
    IReadOnlyDictionary<AiStreamState, long> StreamsByState { get; }

    /// <summary>How often an AI stream lost its producer since the start of the process.</summary>
    long OrphanedStreams { get; }

    /// <summary>
    /// Makes AI streams whose producer has gone orphaned, or cancelled if a viewer has asked for that; called once a second.
    /// </summary>
    Task ExpireLeasesAsync();

    /// <summary>Applies the age limits of topics and AI streams; called from time to time.</summary>
    void TrimByAge();

    /// <summary>Events and AI streams that became visible; called by one thread at a time per domain, in log order.</summary>
    void Attach(Action<CommitNotice> onCommitted);
}
