using System.Text;
using Attune.Contracts.Errors;
using Attune.Foundation.Failures;
using Attune.Realtime.AiStreams;
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
            var stored = stream.FindPart(append.Part)?.Length ?? 0;
            var isBelow = append.At < length;
            if (isBelow && append.At + append.Utf8.Length > stored && stored < length)
                return CompareLaterAsync(publisher, append with { Utf8 = append.Utf8.ToArray() }, stream);
            if (CheckAppend(publisher, stream, append, length) is { } failure)
                return Refuse(failure);
            var overlap = (int)Math.Min(length - append.At, append.Utf8.Length);
            var isNew = !isBelow || overlap < append.Utf8.Length;
            if (isNew && !stream.Tail.State.IsFinal())
                TakeLease(publisher, stream);
            if (append.RollUp is { } milliseconds)
                stream.Tail.RollUp = Timestamps(TimeSpan.FromMilliseconds(milliseconds));
            var rest = append.Utf8.Span[overlap..];
            if (rest.IsEmpty && stream.Tail.Lengths.Count > 0 && stored == length)
                return ValueTask.FromResult<Outcome<long>>(length);
            var end = length + rest.Length;
            lead = AddText(publisher, stream, append.Part, rest,
                problem => waiter.SetResult(problem is null ? end : problem));
        }

        if (lead)
            Commit();
        return new ValueTask<Outcome<long>>(waiter.Task);

        static ValueTask<Outcome<long>> Refuse(Failure failure) => ValueTask.FromResult<Outcome<long>>(failure);
    }

    /// <summary>Text that is not in the log yet cannot be compared; it is there in a moment.</summary>
    private async ValueTask<Outcome<long>> CompareLaterAsync(Publisher publisher, AiStreamAppend append, AiStream stream) =>
        await StoreTextAsync(stream) is { } failure ? failure : await AppendAsync(publisher, append);

    /// <summary>Completes when everything that was accepted for a stream is in the log.</summary>
    private Task<Failure?> StoreTextAsync(AiStream stream)
    {
        var waiter = new TaskCompletionSource<Failure?>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (IsStored(stream))
                return Task.FromResult<Failure?>(null);
            Flush(stream);
            if (!JoinBatch(waiter.SetResult))
                return waiter.Task;
        }

        Commit();
        return waiter.Task;
    }

    private static bool IsStored(AiStream stream) => stream.Tail.TotalBytes == stream.Parts.Sum(part => part.Length);

    private Outcome<AiStream> OpenStream(in AiStreamAppend append)
    {
        if (_streams.TryGetValue(append.Stream, out var stream))
            return stream;
        if (append.At != 0)
            return Failure.Of(RealtimeErrors.UnknownStream, $"There is no stream '{append.Stream}'; its first append is at 0.");
        var limit = _options.Settings.AiStreams.MaxStreams;
        return _streams.Count >= limit
            ? Failure.Of(RealtimeErrors.TooManyStreams,
                $"{limit} streams are kept, open and finished, the largest number (setting Realtime:AiStreams:MaxStreams).")
            : new AiStream(Organisation, append.Stream, append.Topic, Now, _options.Shards);
    }

    private Failure? CheckAppend(Publisher publisher, AiStream stream, in AiStreamAppend append, long length)
    {
        if (stream.IsRedacted)
            return Failure.Of(RealtimeErrors.StreamEnded, $"The stream '{stream.Id}' was erased.");
        if (append.At > length)
            return Failure.Of(RealtimeErrors.StreamGap,
                $"Part '{append.Part}' has {length} bytes; the append begins at {append.At}.");
        var overlap = (int)Math.Min(length - append.At, append.Utf8.Length);
        if (overlap > 0 && stream.FindPart(append.Part)?.Matches(append.At, append.Utf8.Span[..overlap]) != true)
            return Failure.Of(RealtimeErrors.AppendConflict, $"Part '{append.Part}' holds other bytes from {append.At} on.");
        var isNothing = append.Utf8.Length == overlap;
        if (isNothing && (append.At < length || stream.Tail.State.IsFinal()))
            return null;
        if (stream.Tail.State.IsFinal())
            return RealtimeFailures.StreamEnded(stream.Id, stream.Tail.State);
        return CheckLease(publisher, stream)
            ?? (isNothing && stream.Owner is not null ? null : CheckLimits(publisher, stream, append.Utf8.Length - overlap));
    }

    private Failure? CheckLimits(Publisher publisher, AiStream stream, int bytes)
    {
        var limits = _options.Settings.AiStreams;
        if (stream.Tail.TotalBytes + bytes > limits.MaxBytes)
            return Failure.Of(RealtimeErrors.StreamTooLarge,
                $"The stream '{stream.Id}' would be larger than {limits.MaxBytes} bytes.");
        if (publisher.Producer is null)
            return null; // what writes inside the server bounds itself
        if (limits.MaxAppendsPerSecond > 0
            && !stream.Tail.TryCount(limits.MaxAppendsPerSecond, Timestamp, _options.Clock.TimestampFrequency))
            return RealtimeFailures.TooManyAppends(stream.Id, limits.MaxAppendsPerSecond);
        return CheckOpenStreams(publisher, stream);
    }

    /// <summary>
    /// Writes text at once when the reader of it would notice a delay (the first of a part, the first after a pause), and
    /// lets it gather otherwise. Guarded by the gate.
    /// </summary>
    /// <returns>True when the caller must write.</returns>
    private bool AddText(
        Publisher publisher, AiStream stream, string part, ReadOnlySpan<byte> text, Action<Failure?> done)
    {
        var tail = stream.Tail;
        var now = Timestamp;
        var length = tail.Lengths.GetValueOrDefault(part);
        var window = tail.RollUp ?? Timestamps(TimeSpan.FromMilliseconds(_options.Settings.AiStreams.RollUpMilliseconds));
        var gathered = tail.Gathering?.Length ?? 0;
        if (window == 0 || length == 0 || text.IsEmpty || now - tail.FlushedAt >= window
            || gathered + text.Length > _options.Settings.AiStreams.MaxAppendBytes)
        {
            Flush(stream);
            if (text.Length > 0 || tail.Lengths.Count == 0)
                WritePart(publisher, stream, part, length, text);
            tail.FlushedAt = now;
            return JoinBatch(done);
        }

        var mustCommit = gathered > 0 && !tail.Gathering!.Takes(publisher, part);
        if (mustCommit)
            Flush(stream);
        Gather(publisher, stream, part, text, done, tail.FlushedAt + window);
        return mustCommit && BeginCommit();
    }

    private void WritePart(Publisher publisher, AiStream stream, string part, long at, ReadOnlySpan<byte> text)
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
            Part = part,
            Position = at,
            Principal = publisher.Principal,
            Correlation = publisher.CorrelationId,
            Payload = text,
        });
        stream.Tail.Lengths[part] = at + text.Length;
        _filling.Parts.Add(new PendingPart(
            stream, stream.OpenPart(part), start, _filling.Bytes.WrittenCount - start, text.Length, now));
        _filling.Records++;
    }
}
