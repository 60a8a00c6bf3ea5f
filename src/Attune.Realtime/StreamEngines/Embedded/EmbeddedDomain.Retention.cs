using System.Buffers;
using Attune.Realtime.AiStreams;
using Attune.Realtime.StreamEngines.Embedded.Log;
using Attune.Realtime.Streams;

namespace Attune.Realtime.StreamEngines.Embedded;

internal sealed partial class EmbeddedDomain
{
    /// <summary>A text that somebody has just asked for stays, until the asker had time to become a viewer.</summary>
    private const long IdleMicroseconds = 60_000_000;

    /// <summary>Applies the age limits; called from time to time, by the committer's side of the gate.</summary>
    public void TrimByAge()
    {
        // Trimming changes indexes, which only the committer may do: run it as an empty batch.
        bool lead;
        lock (_gate)
        {
            lead = JoinBatch(_ =>
            {
                TrimStreams(Now);
                Trim([.. _topics.Values]);
            });
        }

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

        if (_file is { IsWritable: true })
            TryDeleteSegments();
    }

    private void TryDeleteSegments()
    {
        try
        {
            DeleteSegments();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The file stays in the log and is tried again with the next trimming.
            _log.DeleteFailed(Organisation, Name, error);
        }
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
            else if (stream.State.IsFinal() && stream.ViewerCount == 0 && stream.WantedAt < now - IdleMicroseconds)
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
        lock (_gate)
        {
            // An append that is on its way has been promised a place.
            if (!IsStored(stream) || !_streams.TryRemove(stream.Id, out _))
                return;
            Uncount(stream);
        }

        foreach (var part in stream.Parts)
        {
            Release(part);
            EraseExpired(part);
        }
    }

    /// <summary>
    /// The file may live on for the sake of others, but nobody can reach this text to redact it any more, so it goes now. A
    /// crash in between is made good when the next start forgets the stream again.
    /// </summary>
    private void EraseExpired(AiStreamPart part)
    {
        if (_file is not { IsWritable: true })
            return;
        try
        {
            foreach (var record in part.Records)
                Overwrite(record.Offset);
        }
        catch (IOException error)
        {
            _log.WriteFailed(Organisation, Name, error);
        }
    }

    /// <summary>The part's records no longer hold their files.</summary>
    private void Release(AiStreamPart part)
    {
        foreach (var record in part.Records)
        {
            if (_file?.Find(record.Offset) is { } segment)
                segment.LiveRecords--;
        }
    }

    private void RollIfFull(int bytes)
    {
        if (_file!.Active is { } active && active.Length - active.HeadLength + bytes <= _options.Settings.SegmentBytes)
            return;
        Roll();
    }

    /// <summary>
    /// Begins a new file with what must be known when the older ones are gone: the generations and, for each topic, how
    /// far it had come.
    /// </summary>
    private void Roll() => _file!.Roll(Now, Head());

    private ReadOnlySpan<byte> Head()
    {
        var head = new ArrayBufferWriter<byte>();
        var topics = _topics.Values.Where(topic => topic.Index.LastSeq > 0).ToList();
        // All of it counts or none: a crash in the middle leaves an empty file, which gets its head at the next start.
        WriteBorder(head, _generations.Length + topics.Count, Now);
        foreach (var generation in _generations)
            WriteGeneration(head, generation);
        foreach (var topic in topics)
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

        return head.WrittenSpan;
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
            // The ids in it are still needed to recognise repeats after a restart.
            var isYoung = oldest.NewestAt > Now - (_options.Settings.IdempotencySeconds * 1_000_000L);
            if (oldest.LiveRecords > 0 || isYoung)
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
