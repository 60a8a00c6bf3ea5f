using System.Buffers;
using Attune.Foundation.Failures;
using Attune.Realtime.AiStreams;
using Attune.Realtime.StreamEngines.Embedded.Log;
using Attune.Realtime.Streams;

namespace Attune.Realtime.StreamEngines.Embedded;

internal sealed partial class EmbeddedDomain
{
    /// <summary>
    /// Erases the payload of an event in the log and in the ring. The intent is logged first, so that a crash in between is
    /// made good at the next start.
    /// </summary>
    /// <returns>False when there is no such event.</returns>
    public async ValueTask<Outcome<bool>> RedactAsync(Topic topic, string eventId)
    {
        if (_file is null)
            return RedactInRing(topic, eventId);
        if (FindEvent(topic, eventId) is not { } found)
            return false;
        return await EraseAsync(() => [found.Offset], () =>
        {
            if (Rebuild(topic, found.Unit) is { } frame)
                _options.Rings.Replace(topic, frame);
        });
    }

    /// <summary>Erases the text of an ended AI stream in the log and in memory.</summary>
    public ValueTask<Outcome<bool>> RedactStreamAsync(AiStream stream) => EraseAsync(
        () => [.. stream.Parts.SelectMany(part => part.Records).Select(record => record.Offset)],
        () => EraseText(stream));

    private void EraseText(AiStream stream)
    {
        stream.IsRedacted = true;
        foreach (var part in stream.Parts)
        {
            Release(part);
            part.Erase();
        }

        lock (_gate)
            ResetTail(stream);
    }

    private Outcome<bool> RedactInRing(Topic topic, string eventId)
    {
        for (var unit = topic.Index.NextUnit - 1; unit >= topic.Index.FirstUnit; unit--)
        {
            if (topic.Ring.TryGet(unit) is not { } frame || RedactedFrame.Of(frame, eventId) is not { } redacted)
                continue;
            _options.Rings.Replace(topic, redacted);
            return true;
        }

        return false;
    }

    /// <summary>Logs the intent, then erases; both on the committer's side, so that nothing is on its way meanwhile.</summary>
    private async ValueTask<Outcome<bool>> EraseAsync(Func<IReadOnlyList<long>> find, Action eraseInMemory)
    {
        var stored = new TaskCompletionSource<Failure?>(TaskCreationOptions.RunContinuationsAsynchronously);
        bool lead;
        lock (_gate)
        {
            if (Refusal is { } refusal)
                return refusal;
            foreach (var offset in find())
            {
                RecordCodec.Write(_filling.Bytes, new RecordDraft
                {
                    Kind = RecordKind.Redaction,
                    Seq = _assignedSeq,
                    At = Now,
                    Target = offset,
                });
            }

            _filling.MustSync = true;
            lead = JoinBatch(failure => stored.SetResult(failure ?? OverwriteAll(find(), eraseInMemory)));
        }

        if (lead)
            Commit();
        return await stored.Task is { } problem ? problem : true;
    }

    /// <summary>If the disk refuses now, the logged intent makes the next start do it.</summary>
    private Failure? OverwriteAll(IReadOnlyList<long> offsets, Action eraseInMemory)
    {
        try
        {
            var areErased = true;
            foreach (var offset in offsets)
                areErased &= Overwrite(offset);
            if (!areErased)
                return RealtimeFailures.StorageUnavailable("a record that was to be erased cannot be read");
            _file!.FlushAt(offsets);
            eraseInMemory();
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return RealtimeFailures.StorageUnavailable(error.Message);
        }
    }

    /// <summary>Puts zeros over the payload of the record at this offset; what is gone already counts as erased.</summary>
    private bool Overwrite(long offset)
    {
        if (_file!.Find(offset) is not { } segment)
            return true;
        var header = new byte[RecordCodec.MaxHeaderLength];
        var available = (int)Math.Min(header.Length, segment.End - offset);
        if (!_file.TryRead(offset, header.AsSpan(0, available))
            || !RecordCodec.TryReadHeader(header.AsSpan(0, available), out var length))
            return false;
        var headerLength = BitConverter.ToUInt16(header, 8);
        if (length > headerLength)
            _file.Overwrite(offset + headerLength, new byte[length - headerLength]);
        return true;
    }

    /// <summary>The erased event as a frame; null when it was trimmed meanwhile.</summary>
    private EventFrame? Rebuild(Topic topic, long unit) =>
        topic.Index.TryGet(unit, out var entry) && ReadUnit(topic, unit, entry) is { } frame
            ? frame
            : null;

    /// <summary>Looks for an event by id, newest first. O(events of the topic): erasing is rare.</summary>
    private (long Unit, long Offset)? FindEvent(Topic topic, string eventId)
    {
        for (var unit = topic.Index.NextUnit - 1; topic.Index.TryGet(unit, out var entry); unit--)
        {
            if (entry.Offset >= 0 && FindInUnit(entry, eventId) is { } offset)
                return (unit, offset);
        }

        return null;
    }

    private long? FindInUnit(UnitEntry entry, string eventId)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(entry.Length);
        try
        {
            var rest = buffer.AsSpan(0, entry.Length);
            if (!_file!.TryRead(entry.Offset, rest))
                return null;
            var offset = entry.Offset;
            while (RecordCodec.TryReadHeader(rest, out var length))
            {
                if (new RecordView(rest[..length]).Text(RecordField.Id) == eventId)
                    return offset;
                rest = rest[length..];
                offset += length;
            }

            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
