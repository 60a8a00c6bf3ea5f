using Attune.Realtime.StreamEngines.Embedded.Log;
using Attune.Realtime.Streams;

namespace Attune.Realtime.StreamEngines.Embedded;

internal sealed partial class EmbeddedDomain
{
    /// <summary>Rebuilds topics, ids and streams from the records, in log order. O(records), once at start.</summary>
    private sealed class LogRecovery(EmbeddedDomain domain, SegmentedLog file)
    {
        private readonly SegmentScanner _scanner = new();
        private readonly long _oldestId =
            domain.Now - (long)TimeSpan.FromSeconds(domain._options.Settings.IdempotencySeconds).TotalMicroseconds;

        private LogSegment _segment = null!;
        private Topic? _topic;
        private UnitEntry _unit;

        public long TornBytes { get; private set; }

        public int DamagedFiles { get; private set; }

        public void Run()
        {
            if (file.Active is { } active)
                CutTornTail(active);
            foreach (var segment in file.Segments)
            {
                _segment = segment;
                Scan(segment);
            }

            FlushUnit();
        }

        /// <summary>
        /// Finds the end of what was acknowledged. Only the newest file can end in the middle of a write; a batch that is not
        /// there completely does not count at all.
        /// </summary>
        private void CutTornTail(LogSegment active)
        {
            var position = (long)LogSegment.HeaderLength;
            var openBatch = (Left: 0L, Start: 0L);
            var erased = new List<long>();
            while (true)
            {
                position = _scanner.Scan(active, position, (record, offset) =>
                {
                    if (record.Kind == RecordKind.Redaction && record.Number(RecordField.Target) is { } target)
                        erased.Add(target);
                    // A border within an open batch: what the first one opened never came, so a cut begins with that one. Left
                    // in the file, it would count what is written next as its own.
                    if (record.Kind == RecordKind.BatchBorder)
                        openBatch = (record.Number(RecordField.Count) ?? 0,
                            openBatch.Left > 0 ? openBatch.Start : offset - active.Start);
                    else if (openBatch.Left > 0)
                        openBatch.Left--;
                });
                if (position >= active.Length || _scanner.FindNext(active, position) is not { } next)
                    break;
                // Something in between cannot be read; whether a batch is complete cannot be said across it.
                openBatch.Left = 0;
                position = next;
            }

            FinishErasing(erased);
            var end = openBatch.Left > 0 ? openBatch.Start : position;
            TornBytes = active.Length - end;
            if (TornBytes == 0)
                return;
            active.Length = end;
            if (file.IsWritable)
                file.CutBack(active.End);
        }

        /// <summary>An erasure that a crash interrupted is finished before anything is read.</summary>
        private void FinishErasing(List<long> offsets)
        {
            if (!file.IsWritable)
                return;
            foreach (var offset in offsets)
                domain.Overwrite(offset);
            file.FlushAt(offsets);
        }

        private void Scan(LogSegment segment)
        {
            var position = (long)LogSegment.HeaderLength;
            while (true)
            {
                position = _scanner.Scan(segment, position, Visit);
                if (position >= segment.Length)
                    return;
                Damage(segment);
                if (_scanner.FindNext(segment, position) is not { } next)
                    return;
                position = next;
            }
        }

        /// <summary>Nobody may believe in an unbroken log across this place: what was before counts as trimmed.</summary>
        private void Damage(LogSegment segment)
        {
            FlushUnit();
            if (!segment.IsDamaged)
                DamagedFiles++;
            segment.IsDamaged = true;
            foreach (var topic in domain._topics.Values)
            {
                while (topic.Index.FirstUnit < topic.Index.NextUnit)
                    domain.Drop(topic);
            }
        }

        private void Visit(RecordView record, long offset)
        {
            _segment.NewestAt = Math.Max(_segment.NewestAt, record.At);
            switch (record.Kind)
            {
                case RecordKind.Event:
                    AddEvent(record, offset);
                    break;
                case RecordKind.StreamPart:
                    _segment.LiveRecords += domain.RecoverPart(record, offset) ? 1 : 0;
                    break;
                case RecordKind.StreamState:
                    domain.RecoverState(record);
                    break;
                case RecordKind.GenerationStart:
                    AddGeneration(record);
                    break;
                case RecordKind.TopicHead:
                    AddTopicHead(record);
                    break;
                default:
                    // A border has done its work above; a kind of a newer release is skipped.
                    break;
            }
        }

        private void AddEvent(RecordView record, long offset)
        {
            if (record.Flags.HasFlag(RecordFlags.ContinuesFrame) && _topic is not null && _unit.LastSeq + 1 == record.Seq)
                _unit = _unit with { LastSeq = record.Seq, Length = _unit.Length + record.Length, Count = _unit.Count + 1 };
            else
                BeginUnit(record, offset);
            domain.CommittedSeq = Math.Max(domain.CommittedSeq, record.Seq);
            _segment.LiveRecords++;
            if (record.Flags.HasFlag(RecordFlags.HasClientId) && record.At >= _oldestId)
            {
                domain._ids.Add(IdempotencyTable.KeyOf(record.Text(RecordField.Topic) ?? "",
                    record.Text(RecordField.Principal) ?? "", record.Text(RecordField.Id) ?? ""), record.Seq, record.At);
            }
        }

        private void BeginUnit(RecordView record, long offset)
        {
            FlushUnit();
            _topic = domain._openTopic(record.Text(RecordField.Topic) ?? "");
            _unit = new UnitEntry(record.Seq, offset, record.Length, 1, record.At);
            if (_topic is null || _topic.Index.LastSeq == record.Prev)
                return;
            // Earlier events of the topic are missing: the chain begins here.
            while (_topic.Index.FirstUnit < _topic.Index.NextUnit)
                domain.Drop(_topic);
            _topic.Index.Restore(record.Prev, record.Ordinal - 1, record.At);
        }

        private void FlushUnit()
        {
            _topic?.Index.Append(_unit);
            _topic = null;
        }

        private void AddGeneration(RecordView record)
        {
            var number = record.Number(RecordField.Count) ?? 0;
            if (domain._generations.Length == 0 || domain._generations[^1].Number < number)
                domain._generations = [.. domain._generations, new Generation(number, record.Seq)];
        }

        private void AddTopicHead(RecordView record)
        {
            FlushUnit();
            domain.CommittedSeq = Math.Max(domain.CommittedSeq, record.Number(RecordField.Count) ?? 0);
            if (domain._openTopic(record.Text(RecordField.Topic) ?? "") is { } topic && topic.Index.LastSeq < record.Seq)
            {
                // Files in between are missing: what was before them is no unbroken beginning.
                while (topic.Index.FirstUnit < topic.Index.NextUnit)
                    domain.Drop(topic);
                topic.Index.Restore(record.Seq, record.Ordinal, record.At);
            }
        }
    }
}
