using System.Buffers;
using System.Diagnostics;
using Attune.Foundation.Failures;
using Attune.Realtime.StreamEngines.Embedded.Log;
using Attune.Realtime.Streams;

namespace Attune.Realtime.StreamEngines.Embedded;

internal sealed partial class EmbeddedDomain
{
    private const int MaxEventsPerFrame = 100;
    private const int MaxFrameBytes = 256 * 1024;

    /// <summary>Publishes events of this domain, all or none.</summary>
    /// <param name="publisher">On whose behalf.</param>
    /// <param name="events">Validated drafts with their topics and ids.</param>
    public ValueTask<Outcome<Receipt[]>> PublishAsync(Publisher publisher, ReadOnlySpan<AddressedDraft> events)
    {
        var result = new Receipt[events.Length];
        var waiter = new TaskCompletionSource<Outcome<Receipt[]>>(TaskCreationOptions.RunContinuationsAsynchronously);
        bool lead;
        lock (_gate)
        {
            if (Refusal is { } refusal)
                return ValueTask.FromResult<Outcome<Receipt[]>>(refusal);
            Number(publisher, events, result);
            // A repeat of an event that is still on its way waits with it: its number is not a promise before.
            if (_filling.IsEmpty && !_isCommitting)
                return ValueTask.FromResult<Outcome<Receipt[]>>(result);
            lead = JoinBatch(failure => waiter.SetResult(failure is null ? result : failure));
        }

        if (lead)
            Commit();
        return new ValueTask<Outcome<Receipt[]>>(waiter.Task);
    }

    /// <summary>Gives numbers and encodes; guarded by the gate.</summary>
    private void Number(Publisher publisher, ReadOnlySpan<AddressedDraft> events, Receipt[] result)
    {
        var now = Now;
        _ids.ForgetOld(now);
        if (events.Length > 1 && CountFresh(events) is > 1 and var fresh)
            WriteBorder(_filling.Bytes, fresh, now);
        var unit = default(OpenUnit);
        for (var i = 0; i < events.Length; i++)
        {
            ref readonly var draft = ref events[i];
            if (draft.Key is { } key && _ids.TryGet(key, out var known))
                result[i] = new Receipt(known, GenerationAt(known), draft.Id);
            else
                result[i] = new Receipt(Add(publisher, draft, now, ref unit), CurrentGeneration.Id, draft.Id);
        }

        Close(ref unit, publisher, now);
    }

    private long Add(Publisher publisher, in AddressedDraft draft, long now, ref OpenUnit unit)
    {
        var continues = unit.Topic == draft.Topic && unit.Scope == draft.Scope && unit.Count < MaxEventsPerFrame
            && _filling.Bytes.WrittenCount - unit.Start + draft.Data.Length < MaxFrameBytes;
        if (!continues)
        {
            Close(ref unit, publisher, now);
            unit = new OpenUnit { Topic = draft.Topic, Scope = draft.Scope, Start = _filling.Bytes.WrittenCount };
        }

        var tail = _tails[draft.Topic];
        var seq = ++_assignedSeq;
        RecordCodec.Write(_filling.Bytes, new RecordDraft
        {
            Kind = RecordKind.Event,
            Flags = (continues ? RecordFlags.ContinuesFrame : 0) | (draft.Key is null ? 0 : RecordFlags.HasClientId),
            Seq = seq,
            Prev = tail.Seq,
            Ordinal = tail.Ordinal + 1,
            At = now,
            Topic = draft.Topic.NameUtf8,
            Id = draft.Id,
            Type = draft.Type,
            Key = draft.ConflationKey,
            Scope = draft.Scope,
            Principal = publisher.Principal,
            Correlation = publisher.CorrelationId,
            Trace = Activity.Current?.Id,
            Payload = draft.Data.Span,
        });
        tail.Seq = seq;
        tail.Ordinal++;
        unit.Count++;
        _filling.Records++;
        _filling.LastSeq = seq;
        _filling.MustSync |= draft.Topic.Settings.Durability == Durability.Synced;
        if (draft.Key is { } key)
        {
            _ids.Add(key, seq, now);
            _filling.Ids.Add(key);
        }

        return seq;
    }

    private void Close(ref OpenUnit unit, Publisher publisher, long now)
    {
        if (unit.Topic is not null)
        {
            _filling.Units.Add(new PendingUnit(unit.Topic, unit.Start, _filling.Bytes.WrittenCount - unit.Start, unit.Count,
                _assignedSeq, publisher.Connection, now));
        }

        unit = default;
    }

    private int CountFresh(ReadOnlySpan<AddressedDraft> events)
    {
        var fresh = 0;
        var seen = new HashSet<UInt128>();
        foreach (ref readonly var draft in events)
            fresh += draft.Key is not { } key || (!_ids.TryGet(key, out _) && seen.Add(key)) ? 1 : 0;
        return fresh;
    }

    /// <summary>Ties the records that follow together: after a crash either all of them count or none.</summary>
    private void WriteBorder(ArrayBufferWriter<byte> to, int records, long now) => RecordCodec.Write(to, new RecordDraft
    {
        Kind = RecordKind.BatchBorder,
        Seq = _assignedSeq,
        At = now,
        Count = records,
    });

    private string GenerationAt(long seq)
    {
        for (var i = _generations.Length - 1; i > 0; i--)
        {
            if (_generations[i].StartSeq <= seq)
                return _generations[i].Id;
        }

        return _generations[0].Id;
    }

    /// <summary>The frame that is being gathered while a publish is encoded.</summary>
    private struct OpenUnit
    {
        public Topic? Topic;
        public string? Scope;
        public int Start;
        public int Count;
    }
}

/// <summary>A draft that has been checked and addressed.</summary>
/// <param name="Topic">Where it goes.</param>
/// <param name="Type">What kind of event.</param>
/// <param name="Id">Its id, given or made.</param>
/// <param name="Key">Recognises repeats; null when the publisher gave no id.</param>
/// <param name="ConflationKey">What conflation compares.</param>
/// <param name="Scope">What filters compare.</param>
/// <param name="Data">The payload.</param>
internal readonly record struct AddressedDraft(
    Topic Topic, string Type, string Id, UInt128? Key, string? ConflationKey, string? Scope, ReadOnlyMemory<byte> Data);
