using System.Text;
using Attune.Foundation.Failures;
using Attune.Realtime.AiStreams;
using Attune.Realtime.StreamEngines.Embedded.Log;
using Attune.Realtime.Streams;

namespace Attune.Realtime.StreamEngines.Embedded;

internal sealed partial class EmbeddedDomain
{
    /// <summary>Ends a stream after everything that was accepted for it.</summary>
    /// <param name="publisher">On whose behalf; its producer must be free to write.</param>
    /// <param name="stream">Which.</param>
    /// <param name="state">The state it gets.</param>
    /// <param name="finishing">Makes the event that tells of it from the stored text; null for none.</param>
    public async ValueTask<Outcome<bool>> EndAsync(
        Publisher publisher, AiStream stream, AiStreamState state, Func<AddressedDraft?> finishing)
    {
        while (true)
        {
            if (await StoreTextAsync(stream) is { } failure)
                return failure;
            var length = stream.Parts.Sum(part => part.Length);
            // An append may come between; then the event would not have all of it.
            if (await TrySetStateAsync(publisher, stream, state, finishing(), length) is { } done)
                return done;
        }
    }

    /// <summary>Notes that a stream is to be stopped.</summary>
    public async ValueTask<Outcome<bool>> NoteStopAsync(Publisher publisher, AiStream stream) =>
        await TrySetStateAsync(publisher, stream, AiStreamState.Open, null, null) ?? true;

    /// <summary>Tells the producers of a stream to stop; each hears of it once.</summary>
    public void RequestStop(AiStream stream) =>
        stream.RequestStop(stop => ThreadPool.UnsafeQueueUserWorkItem(_ => Tell(_ => stop(), null), null));

    /// <returns>Null when the stream has grown beyond the length; nothing was done.</returns>
    private async ValueTask<Outcome<bool>?> TrySetStateAsync(
        Publisher publisher, AiStream stream, AiStreamState state, AddressedDraft? finishing, long? length)
    {
        var waiter = new TaskCompletionSource<Outcome<bool>>(TaskCreationOptions.RunContinuationsAsynchronously);
        bool lead;
        lock (_gate)
        {
            if (Refusal is { } refusal)
                return refusal;
            var isStop = !state.IsFinal();
            if (isStop && (stream.Tail.State.IsFinal() || stream.Tail.StopRequested))
                return true;
            if (stream.Tail.State.IsFinal())
                return stream.Tail.State == state ? true : RealtimeFailures.StreamEnded(stream.Id, stream.Tail.State);
            // This server itself may end any stream, for example to erase it.
            if (!isStop && publisher.Producer is not null && CheckLease(publisher, stream) is { } leased)
                return leased;
            if (length is not null && stream.Tail.TotalBytes != length)
                return null;
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
        return await waiter.Task;
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
        foreach (var part in stream.Parts)
        {
            while (!part.IsLoaded && !TryLoad(part))
            {
                // It has grown while it was read.
            }
        }
    }

    private bool TryLoad(AiStreamPart part)
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

        return part.Load(text);
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
        if (stop)
        {
            stream.Tail.StopRequested = true;
        }
        else
        {
            stream.Tail.State = state;
            Uncount(stream);
        }

        _filling.States.Add(new PendingState(stream, state, stop, now));
    }

    private void Apply(in PendingState pending)
    {
        pending.Stream.LastAt = pending.At;
        if (pending.StopRequested)
            RequestStop(pending.Stream);
        else
            pending.Stream.State = pending.State;
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
        {
            _streams[id] = stream = new AiStream(Organisation, id, record.Text(RecordField.Topic), record.At, _options.Shards)
            {
                Owner = record.Text(RecordField.Principal) ?? "",
            };
        }

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
