using System.Buffers;
using Attune.Realtime.AiStreams;
using Attune.Realtime.StreamEngines.Embedded.Log;
using Attune.Realtime.Streams;

namespace Attune.Realtime.StreamEngines.Embedded;

internal sealed partial class EmbeddedDomain
{
    /// <summary>Applies the age limits; called from time to time, by the committer's side of the gate.</summary>
    public void TrimByAge()
    {
        // Trimming changes indexes, which only the committer may do: run it as an empty batch.
        bool lead;
        lock (_gate)
            lead = JoinBatch(_ => Trim([.. _topics.Values]));
        if (lead)
            Commit();
    }

    private void Trim(IReadOnlyList<Topic> topics)
    {
        var now = Now;
        foreach (var topic in topics)
        {
            while (topic.Index.TryGet(topic.Index.FirstUnit, out var oldest)
                && topic.Settings.Retention.MustDropOldest(topic.Index, oldest.At, now))
                Drop(topic);
        }

        TrimStreams(now);
        if (_file is { IsWritable: true })
            DeleteSegments();
    }

    private void Drop(Topic topic)
    {
        var dropped = topic.Index.DropOldest();
        if (dropped.Offset >= 0 && _file!.Find(dropped.Offset) is { } segment)
            segment.LiveRecords -= dropped.Count;
    }

    /// <summary>
    /// AI streams that nobody has written to for long go; texts of finished ones leave memory before, oldest first.
    /// </summary>
    private void TrimStreams(long now)
    {
        var limit = now - (_options.Settings.AiStreams.KeepSeconds * 1_000_000L);
        var idle = new List<AiStream>();
        foreach (var stream in _streams.Values)
        {
            if (stream.LastAt < limit)
                Forget(stream);
            else if (stream.State != AiStreamState.Open && stream.ViewerCount == 0)
                idle.Add(stream);
        }

        var bytes = idle.Sum(LoadedBytes);
        foreach (var stream in idle.OrderBy(stream => stream.LastAt))
        {
            if (bytes <= _options.Settings.AiStreams.MaxMemoryBytes)
                break;
            bytes -= LoadedBytes(stream);
            foreach (var part in stream.Parts)
                part.Unload();
        }

        static long LoadedBytes(AiStream stream) => stream.Parts.Where(part => part.IsLoaded).Sum(part => part.Length);
    }

    private void Forget(AiStream stream)
    {
        if (!_streams.TryRemove(stream.Id, out _))
            return;
        foreach (var record in stream.Parts.SelectMany(part => part.Records))
        {
            if (_file?.Find(record.Offset) is { } segment)
                segment.LiveRecords--;
        }
    }

    private void RollIfFull(int bytes)
    {
        if (_file!.Active is { } active && active.Length + bytes <= _options.Settings.SegmentBytes)
            return;
        Roll();
    }

    /// <summary>
    /// Begins a new file with what must be known when the older ones are gone: the generations and, for each topic, how
    /// far it had come.
    /// </summary>
    private void Roll()
    {
        var head = new ArrayBufferWriter<byte>();
        foreach (var generation in _generations)
            WriteGeneration(head, generation);
        foreach (var topic in _topics.Values.Where(topic => topic.Index.LastSeq > 0))
        {
            RecordCodec.Write(head, new RecordDraft
            {
                Kind = RecordKind.TopicHead,
                Seq = topic.Index.LastSeq,
                Ordinal = topic.Index.FirstOrdinal + topic.Index.Events - 1,
                At = topic.Index.LastAt,
                Topic = topic.NameUtf8,
                // The domain's number, so that it never begins anew however much was deleted.
                Count = CommittedSeq,
            });
        }

        _file!.Roll(Now, head.WrittenSpan);
    }

    private void WriteGeneration(ArrayBufferWriter<byte> to, Generation generation) =>
        RecordCodec.Write(to, new RecordDraft
        {
            Kind = RecordKind.GenerationStart,
            Seq = generation.StartSeq,
            At = Now,
            Count = generation.Number,
        });

    /// <summary>Deletes the oldest files that nothing points to, and, above the domain's bound, whatever they hold.</summary>
    private void DeleteSegments()
    {
        while (_file!.Segments.Count > 1)
        {
            var oldest = _file.Segments[0];
            if (oldest.LiveRecords > 0)
            {
                if (_file.Bytes <= _options.Settings.MaxDomainBytes)
                    return;
                foreach (var topic in _topics.Values)
                {
                    while (topic.Index.TryGet(topic.Index.FirstUnit, out var entry) && entry.Offset < oldest.End)
                        Drop(topic);
                }

                foreach (var stream in _streams.Values)
                {
                    if (stream.Parts.SelectMany(part => part.Records).Any(record => record.Offset < oldest.End))
                        Forget(stream);
                }

                _log.DomainFull(Organisation, Name, _options.Settings.MaxDomainBytes);
            }

            _file.DeleteOldest();
        }
    }
}
