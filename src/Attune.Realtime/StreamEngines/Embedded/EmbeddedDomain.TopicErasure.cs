using System.Text;
using Attune.Foundation.Failures;
using Attune.Realtime.StreamEngines.Embedded.Log;
using Attune.Realtime.Streams;

namespace Attune.Realtime.StreamEngines.Embedded;

internal sealed partial class EmbeddedDomain
{
    /// <summary>Whether an event with this id can still be found on a topic. O(events of the topic).</summary>
    public bool Holds(Topic topic, string eventId) => _file is not null && FindEvent(topic, eventId) is not null;

    /// <summary>Erases every payload of a topic and the text of AI streams; see <see cref="ITopicErasure"/>.</summary>
    /// <param name="topic">The topic; null for the streams alone.</param>
    /// <param name="streams">Ids of AI streams of this domain.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    public async ValueTask<Outcome<int>> EraseTopicAsync(
        Topic? topic, IReadOnlyCollection<string> streams, CancellationToken cancellation)
    {
        if (_file is not { } file)
            return topic is null ? 0 : EraseInRing(topic);
        List<long> offsets;
        try
        {
            offsets = await Task.Run(() => FindPayloads(file, topic, streams), cancellation);
        }
        catch (IOException error)
        {
            return RealtimeFailures.StorageUnavailable(error.Message);
        }

        // Also when the log holds nothing more: an erasure that failed half-way has left the texts in memory.
        var erased = await EraseAsync(() => offsets, () => EraseInMemory(topic, streams));
        return erased.Failure is { } failure ? failure : offsets.Count;
    }

    /// <summary>
    /// Offsets of all records that hold text of the topic or of the streams, whether they are still replayed or not.
    /// </summary>
    private static List<long> FindPayloads(SegmentedLog file, Topic? topic, IReadOnlyCollection<string> streams)
    {
        var names = streams.Select(stream => Encoding.UTF8.GetBytes(stream)).ToList();
        var scanner = new SegmentScanner();
        var offsets = new List<long>();
        foreach (var segment in file.Segments)
            ScanAll(segment);
        return offsets;

        void ScanAll(LogSegment segment)
        {
            try
            {
                // Behind a damaged place go on at the next record: what can be read can be erased.
                for (long? position = LogSegment.HeaderLength; position is { } from && from < segment.Length;)
                {
                    var end = scanner.Scan(segment, from, Visit);
                    position = end < segment.Length ? scanner.FindNext(segment, end) : null;
                }
            }
            catch (ObjectDisposedException)
            {
                // Retention has deleted the file meanwhile, and every text in it.
            }
        }

        void Visit(RecordView record, long offset)
        {
            if (!record.Payload.IsEmpty && !record.IsRedacted && IsMeant(record))
                offsets.Add(offset);
        }

        bool IsMeant(RecordView record)
        {
            if (record.Kind == RecordKind.Event)
                return topic is not null && record.Field(RecordField.Topic).SequenceEqual(topic.NameUtf8);
            if (record.Kind != RecordKind.StreamPart)
                return false;
            foreach (var name in names)
            {
                if (record.Field(RecordField.Stream).SequenceEqual(name))
                    return true;
            }

            return false;
        }
    }

    private void EraseInMemory(Topic? topic, IReadOnlyCollection<string> streams)
    {
        for (var unit = topic?.Index.FirstUnit ?? 0; unit < topic?.Index.NextUnit; unit++)
        {
            // A frame that cannot be read back is erased as it is, so that none stays because of a bad disk.
            if (topic.Ring.TryGet(unit) is { } frame)
                _options.Rings.Replace(topic, Rebuild(topic, unit) ?? RedactedFrame.OfAll(frame));
        }

        foreach (var stream in streams.Select(FindStream).OfType<AiStreams.AiStream>())
            EraseText(stream);
    }

    /// <summary>A topic without a log: what is in the ring is all there is.</summary>
    private int EraseInRing(Topic topic)
    {
        var erased = 0;
        for (var unit = topic.Index.FirstUnit; unit < topic.Index.NextUnit; unit++)
        {
            if (topic.Ring.TryGet(unit) is not { } frame)
                continue;
            _options.Rings.Replace(topic, RedactedFrame.OfAll(frame));
            erased += frame.Events.Length;
        }

        return erased;
    }
}
