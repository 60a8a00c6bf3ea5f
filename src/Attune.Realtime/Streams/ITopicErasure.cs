using Attune.Foundation.Failures;

namespace Attune.Realtime.Streams;

/// <summary>Erases a whole topic, for modules whose topics hold what people have written.</summary>
public interface ITopicErasure
{
    /// <summary>
    /// Erases the payload of every event of a topic and the text of AI streams, in memory and in the log, also of events
    /// that retention no longer replays. Their ids, types and times stay. Stop publishing to the topic and end the streams
    /// first: what comes later is not erased. Erasing again changes nothing. Reads the whole log: O(bytes of the domain).
    /// </summary>
    /// <param name="organisation">Whose topic.</param>
    /// <param name="topic">Its name.</param>
    /// <param name="streams">Ids of the AI streams whose text goes as well.</param>
    /// <param name="cancellation">Gives up waiting; what was found is erased nevertheless.</param>
    /// <returns>The number of records erased.</returns>
    ValueTask<Outcome<int>> EraseAsync(
        string organisation, string topic, IReadOnlyCollection<string> streams, CancellationToken cancellation);
}
