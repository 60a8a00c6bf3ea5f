using System.Text;
using Attune.Contracts.Errors;
using Attune.Foundation.Failures;
using Attune.Realtime.AiStreams;
using Attune.Realtime.Protocol;
using Attune.Realtime.StreamEngines.Embedded.Log;
using Attune.Realtime.Streams;

namespace Attune.Realtime.StreamEngines.Embedded;

internal sealed partial class EmbeddedDomain
{
    /// <summary>Appends at a position; what is already there is compared, what is new is stored.</summary>
    /// <param name="publisher">On whose behalf.</param>
    /// <param name="append">Checked text; the stream's text is loaded if the position lies below its length.</param>
    public ValueTask<Outcome<long>> AppendAsync(Publisher publisher, AiStreamAppend append)
    {
        var waiter = new TaskCompletionSource<Outcome<long>>(TaskCreationOptions.RunContinuationsAsynchronously);
        bool lead;
        lock (_gate)
        {
            if (Refusal is { } refusal)
                return Refuse(refusal);
            var opened = OpenStream(append);
            if (opened.Failure is { } unknown)
                return Refuse(unknown);
            var stream = opened.Value;
            var length = stream.Tail.Lengths.GetValueOrDefault(append.Part);
            if (CheckAppend(stream, append, length) is { } failure)
                return Refuse(failure);
            var rest = append.Utf8.Span[(int)Math.Min(length - append.At, append.Utf8.Length)..];
            var end = length + rest.Length;
            if (rest.Length > 0 || stream.Tail.Lengths.Count == 0)
                WritePart(publisher, stream, append, length, rest);
            else if (_filling.IsEmpty && !_isCommitting)
                return ValueTask.FromResult<Outcome<long>>(end);
            lead = JoinBatch(problem => waiter.SetResult(problem is null ? end : problem));
        }

        if (lead)
            Commit();
        return new ValueTask<Outcome<long>>(waiter.Task);

        static ValueTask<Outcome<long>> Refuse(Failure failure) => ValueTask.FromResult<Outcome<long>>(failure);
    }

    /// <summary>Ends a stream, or (state open) only notes that it is to be stopped.</summary>
    /// <param name="publisher">On whose behalf.</param>
    /// <param name="stream">Which.</param>
    /// <param name="state">The state it gets.</param>
    /// <param name="finishing">The event that tells of it; null for none.</param>
    public ValueTask<Outcome<bool>> SetStateAsync(
        Publisher publisher, AiStream stream, AiStreamState state, AddressedDraft? finishing)
    {
        var waiter = new TaskCompletionSource<Outcome<bool>>(TaskCreationOptions.RunContinuationsAsynchronously);
        bool lead;
        lock (_gate)
        {
            if (Refusal is { } refusal)
                return ValueTask.FromResult<Outcome<bool>>(refusal);
            if (stream.Tail.State != AiStreamState.Open)
            {
                return ValueTask.FromResult<Outcome<bool>>(stream.Tail.State == state
                    ? true
                    : Failure.Of(RealtimeErrors.StreamEnded,
                        $"The stream '{stream.Id}' has ended as {ServerFrames.StateName(stream.Tail.State)}."));
            }

            if (finishing is not null)
                WriteBorder(_filling.Bytes, 2, Now);
            WriteState(publisher, stream, state);
            if (finishing is { } draft)
            {
                var unit = default(OpenUnit);
                Add(publisher, draft, Now, ref unit);
                Close(ref unit, publisher, Now);
            }

            lead = JoinBatch(failure => waiter.SetResult(failure is null ? true : failure));
        }

        if (lead)
            Commit();
        return new ValueTask<Outcome<bool>>(waiter.Task);
    }

    /// <summary>The stream, made when it is unknown.</summary>
    public AiStream ReserveStream(string id)
    {
        lock (_gate)
            return _streams.GetOrAdd(id, _ => new AiStream(Organisation, id, null, Now, _options.Shards));
    }

    /// <summary>Reads text that has left memory back from the log.</summary>
    public void Load(AiStream stream)
    {
        foreach (var part in stream.Parts.Where(part => !part.IsLoaded))
        {
            var records = part.Records;
            var text = new byte[records.Sum(record => record.Length)];
            foreach (var (offset, at, length) in records)
            {
                var record = new byte[RecordCodec.MaxHeaderLength + length];
                var available = (int)Math.Min(record.Length, _file!.Find(offset)?.End - offset ?? 0);
                if (_file.TryRead(offset, record.AsSpan(0, available))
                    && RecordCodec.TryReadHeader(record.AsSpan(0, available), out var total))
                    new RecordView(record.AsSpan(0, total)).Payload.CopyTo(text.AsSpan((int)at));
            }

            part.Load(text);
        }
    }

    private Outcome<AiStream> OpenStream(in AiStreamAppend append)
    {
        if (_streams.TryGetValue(append.Stream, out var stream))
            return stream;
        if (append.At != 0)
            return Failure.Of(RealtimeErrors.UnknownStream, $"There is no stream '{append.Stream}'; its first append is at 0.");
        if (_streams.Count >= _options.Settings.AiStreams.MaxStreams)
            return Failure.Of(RealtimeErrors.TooManyStreams, $"{_streams.Count} streams are kept.");
        return _streams[append.Stream] = new AiStream(Organisation, append.Stream, append.Topic, Now, _options.Shards);
    }

    private Failure? CheckAppend(AiStream stream, in AiStreamAppend append, long length)
    {
        if (stream.IsRedacted)
            return Failure.Of(RealtimeErrors.StreamEnded, $"The stream '{stream.Id}' was erased.");
        if (append.At > length)
            return Failure.Of(RealtimeErrors.StreamGap,
                $"Part '{append.Part}' has {length} bytes; the append begins at {append.At}.");
        var overlap = (int)Math.Min(length - append.At, append.Utf8.Length);
        if (overlap > 0 && !Overlaps(stream, append, overlap))
            return Failure.Of(RealtimeErrors.AppendConflict, $"Part '{append.Part}' holds other bytes from {append.At} on.");
        if (overlap == append.Utf8.Length)
            return null;
        if (stream.Tail.State != AiStreamState.Open)
            return Failure.Of(RealtimeErrors.StreamEnded,
                $"The stream '{stream.Id}' has ended as {ServerFrames.StateName(stream.Tail.State)}.");
        var limit = _options.Settings.AiStreams.MaxBytes;
        return stream.Tail.TotalBytes + append.Utf8.Length - overlap > limit
            ? Failure.Of(RealtimeErrors.StreamTooLarge, $"The stream '{stream.Id}' would be larger than {limit} bytes.")
            : null;
    }

    /// <summary>
    /// Compares with what is committed; text that is still on its way came from the same producer a moment ago.
    /// </summary>
    private static bool Overlaps(AiStream stream, in AiStreamAppend append, int overlap)
    {
        if (stream.FindPart(append.Part) is not { } part)
            return true;
        var committed = (int)Math.Clamp(part.Length - append.At, 0, overlap);
        return committed == 0 || part.Matches(append.At, append.Utf8.Span[..committed]);
    }

    private void WritePart(
        Publisher publisher, AiStream stream, in AiStreamAppend append, long at, ReadOnlySpan<byte> text)
    {
        var now = Now;
        var start = _filling.Bytes.WrittenCount;
        RecordCodec.Write(_filling.Bytes, new RecordDraft
        {
            Kind = RecordKind.StreamPart,
            Seq = _assignedSeq,
            At = now,
            Topic = stream.Topic is null ? default : Encoding.UTF8.GetBytes(stream.Topic),
            Stream = stream.Id,
            Part = append.Part,
            Position = at,
            Principal = publisher.Principal,
            Correlation = publisher.CorrelationId,
            Payload = text,
        });
        stream.Tail.Lengths[append.Part] = at + text.Length;
        _filling.Parts.Add(new PendingPart(
            stream, stream.OpenPart(append.Part), start, _filling.Bytes.WrittenCount - start, text.Length, now));
        _filling.Records++;
    }

    private void WriteState(Publisher publisher, AiStream stream, AiStreamState state)
    {
        var now = Now;
        var stop = state == AiStreamState.Open;
        RecordCodec.Write(_filling.Bytes, new RecordDraft
        {
            Kind = RecordKind.StreamState,
            Flags = stop ? RecordFlags.StopRequested : RecordFlags.None,
            Seq = _assignedSeq,
            At = now,
            Topic = stream.Topic is null ? default : Encoding.UTF8.GetBytes(stream.Topic),
            Stream = stream.Id,
            State = (byte)state,
            Principal = publisher.Principal,
            Correlation = publisher.CorrelationId,
        });
        stream.Tail.State = state;
        stream.Tail.StopRequested |= stop;
        _filling.States.Add(new PendingState(stream, state, stop, now));
    }

    private void Apply(in PendingState pending)
    {
        pending.Stream.LastAt = pending.At;
        pending.Stream.State = pending.State;
        if (pending.StopRequested)
            pending.Stream.RequestStop(stop => ThreadPool.QueueUserWorkItem(_ => Tell(_ => stop(), null)));
    }

    private static void ResetTail(AiStream stream)
    {
        stream.Tail.Lengths.Clear();
        foreach (var part in stream.Parts)
            stream.Tail.Lengths[part.Name] = part.Length;
        stream.Tail.State = stream.State;
        stream.Tail.StopRequested = stream.StopRequested;
    }

    /// <returns>True when the record still holds text that is wanted.</returns>
    private bool RecoverPart(RecordView record, long offset)
    {
        var id = record.Text(RecordField.Stream) ?? "";
        var at = record.Number(RecordField.Position);
        var partName = record.Text(RecordField.Part) ?? "";
        var isKnown = _streams.TryGetValue(id, out var stream);
        // The id was used again after an earlier stream of that name had been forgotten.
        if (isKnown && at == 0 && stream!.FindPart(partName) is { Length: > 0 })
        {
            foreach (var old in stream.Parts)
                Release(old);
            isKnown = false;
        }

        if (!isKnown && at != 0)
            return false; // its beginning is gone with an older file
        if (!isKnown)
            _streams[id] = stream = new AiStream(Organisation, id, record.Text(RecordField.Topic), record.At, _options.Shards);
        stream!.LastAt = record.At;
        var part = stream.OpenPart(partName);
        stream.IsRedacted |= record.IsRedacted;
        if (record.IsRedacted || part.Length != at)
            return false;
        part.AppendUnloaded(record.Payload.Length, offset);
        return true;
    }

    private void RecoverState(RecordView record)
    {
        if (!_streams.TryGetValue(record.Text(RecordField.Stream) ?? "", out var stream))
            return;
        stream.LastAt = record.At;
        stream.State = record.Field(RecordField.State) is [var state] ? (AiStreamState)state : AiStreamState.Failed;
        if (record.Flags.HasFlag(RecordFlags.StopRequested))
            stream.RequestStop(stop => Tell(_ => stop(), null));
    }
}
