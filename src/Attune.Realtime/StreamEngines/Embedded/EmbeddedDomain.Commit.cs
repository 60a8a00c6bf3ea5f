using Attune.Foundation.Failures;
using Attune.Realtime.AiStreams;
using Attune.Realtime.StreamEngines.Embedded.Log;
using Attune.Realtime.Streams;

namespace Attune.Realtime.StreamEngines.Embedded;

internal sealed partial class EmbeddedDomain : IThreadPoolWorkItem
{
    /// <summary>Batches that a publisher writes for others before it hands the pen to the thread pool.</summary>
    private const int MaxBatchesPerLeader = 4;

    private CommitBatch _filling = new();
    private CommitBatch _writing = new();
    private bool _isCommitting;
    private long _writtenAt;

    void IThreadPoolWorkItem.Execute() => Commit();

    /// <summary>Adds a waiter to the batch that fills; guarded by the gate.</summary>
    /// <returns>True when the caller must write.</returns>
    private bool JoinBatch(Action<Failure?> done)
    {
        _filling.Waiting.Add(done);
        return BeginCommit();
    }

    /// <returns>True when the caller must write what fills; guarded by the gate.</returns>
    private bool BeginCommit()
    {
        if (_isCommitting)
            return false;
        _isCommitting = true;
        return true;
    }

    /// <summary>Writes what has gathered until nothing is left.</summary>
    private void Commit()
    {
        for (var batches = 0; ; batches++)
        {
            CommitBatch batch;
            lock (_gate)
            {
                if (_filling.IsEmpty)
                {
                    _isCommitting = false;
                    return;
                }

                if (batches == MaxBatchesPerLeader)
                    break;
                (batch, _filling) = (_filling, _writing);
                _writing = batch;
            }

            var failure = Write(batch);
            if (failure is null)
                failure = TryPublish(batch);
            foreach (var done in batch.Waiting)
                Tell(done, failure);
            batch.Clear();
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>A bug must not stop the committer: everybody else would wait for ever.</summary>
    private Failure? TryPublish(CommitBatch batch)
    {
        try
        {
            Publish(batch);
            return null;
        }
        catch (Exception error)
        {
            _log.CommitFailed(Organisation, Name, error);
            return RealtimeFailures.StorageUnavailable(
                "the events were stored, but not delivered, because of a defect; see the log");
        }
    }

    private void Tell(Action<Failure?> done, Failure? failure)
    {
        try
        {
            done(failure);
        }
        catch (Exception error)
        {
            _log.CommitFailed(Organisation, Name, error);
        }
    }

    /// <summary>Puts the batch into the log file; on failure everything that was numbered since is taken back.</summary>
    private Failure? Write(CommitBatch batch)
    {
        if (_file is null)
        {
            _writtenAt = -1;
            return null;
        }

        if (batch.Bytes.WrittenCount == 0)
            return null;
        var end = _file.End;
        try
        {
            RollIfFull(batch.Bytes.WrittenCount);
            end = _file.End;
            _writtenAt = _file.Append(batch.Bytes.WrittenSpan);
            if (batch.MustSync)
                _file.Flush();
            _file.Active!.LiveRecords += batch.Records;
            _file.Active.NewestAt = Now;
            if (WriteProblem is not null)
                _log.WritingAgain(Organisation, Name);
            WriteProblem = null;
            return null;
        }
        catch (Exception error)
        {
            // Whatever it was (a file that may not grow, for one, is an ArgumentException), nothing of the batch counts, and the
            // committer must go on: everybody else would wait for ever.
            if (WriteProblem is null)
                _log.WriteFailed(Organisation, Name, error);
            WriteProblem = error.Message;
            var failure = RealtimeFailures.StorageUnavailable(error.Message);
            TakeBack(batch, end, failure);
            return failure;
        }
    }

    /// <summary>Undoes numbers and lengths of everything that is not in the log.</summary>
    private void TakeBack(CommitBatch batch, long end, Failure failure)
    {
        lock (_gate)
        {
            TryCutBack(end);
            foreach (var pending in (ReadOnlySpan<CommitBatch>)[batch, _filling])
            {
                foreach (var id in pending.Ids)
                    _ids.Remove(id);
            }

            // What gathered meanwhile was numbered after the failed events, so it fails with them.
            foreach (var done in _filling.Waiting)
                Tell(done, failure);
            _filling.Clear();
            RefuseGathering(failure);
            _assignedSeq = CommittedSeq;
            foreach (var (topic, tail) in _tails)
            {
                tail.Seq = topic.Index.LastSeq;
                tail.Ordinal = topic.Index.FirstOrdinal + topic.Index.Events - 1;
            }

            foreach (var stream in _streams.Values)
                ResetTail(stream);
            RecountOpen();
        }
    }

    private void TryCutBack(long end)
    {
        try
        {
            _file!.CutBack(end);
        }
        catch (Exception error)
        {
            // The next write begins at the same place and overwrites what is left; a start in between cuts it off.
            _log.CutBackFailed(Organisation, Name, error);
        }
    }

    /// <summary>Makes a stored batch visible: rings, indexes, texts; then delivery is told once.</summary>
    private void Publish(CommitBatch batch)
    {
        var topics = new List<Topic>(1);
        foreach (var unit in batch.Units)
        {
            var topic = unit.Topic;
            var offset = _writtenAt < 0 ? -1 : _writtenAt + unit.Start;
            var frame = EventFrameBuilder.Build(
                topic, topic.Index.NextUnit, unit.Count, batch.Bytes.WrittenSpan[unit.Start..], unit.Origin);
            topic.NewestByKey?.Add(frame);
            _options.Rings.Append(topic, frame);
            topic.Index.Append(new UnitEntry(unit.LastSeq, offset, unit.Length, unit.Count, unit.At));
            topic.CommittedBytes += frame.Bytes.Length;
            topic.CommittedEvents += unit.Count;
            topic.Rate.Add(unit.Count, unit.At);
            CommittedEvents += unit.Count;
            if (!topics.Contains(topic))
                topics.Add(topic);
        }

        var streams = new List<AiStream>();
        foreach (var part in batch.Parts)
        {
            var record = new RecordView(batch.Bytes.WrittenSpan.Slice(part.Start, part.RecordLength));
            part.Part.Append(record.Payload, _writtenAt + part.Start);
            part.Stream.LastAt = part.At;
            if (!streams.Contains(part.Stream))
                streams.Add(part.Stream);
        }

        foreach (var state in batch.States)
        {
            Apply(state);
            if (!streams.Contains(state.Stream))
                streams.Add(state.Stream);
        }

        if (batch.LastSeq > 0)
            CommittedSeq = batch.LastSeq;
        if (topics.Count + streams.Count > 0)
            _onCommitted?.Invoke(new CommitNotice(this, CommittedSeq, topics, streams));
        Trim(topics);
    }
}
