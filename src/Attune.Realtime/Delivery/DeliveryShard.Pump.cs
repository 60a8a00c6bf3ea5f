using System.Buffers;
using Attune.Realtime.AiStreams;
using Attune.Realtime.Protocol;
using Attune.Realtime.Sessions;
using Attune.Realtime.Streams;
using Attune.Realtime.Subscriptions;

namespace Attune.Realtime.Delivery;

internal sealed partial class DeliveryShard
{
    private const int PageBytes = 64 * 1024;
    private const int StreamFrameBytes = 32 * 1024;

    private void MarkDirty(Subscription subscription)
    {
        if (!subscription.IsDirty)
        {
            subscription.IsDirty = true;
            subscription.Connection.Dirty.Add(subscription);
        }

        MarkDue(subscription.Connection);
    }

    private void MarkDirty(StreamViewer viewer)
    {
        if (!viewer.IsDirty)
        {
            viewer.IsDirty = true;
            (viewer.Connection.DirtyViewers ??= []).Add(viewer);
        }

        MarkDue(viewer.Connection);
    }

    /// <summary>
    /// Writes what is due for a connection: replies first, then events in the order of their numbers, then AI text.
    /// </summary>
    private void Pump(Connection connection)
    {
        if (connection.IsWriting || connection.IsGone)
            return;
        Meter?.BeginWrite();
        var hasMore = !FollowHerd(connection) && !Gather(connection);
        if (_gather.IsEmpty)
            return;
        Counters.AddWrite(_gather.Frames, _gather.Content.Length);
        Write(connection);
        if (hasMore)
            MarkDue(connection);
        CompleteIfDrained(connection);
    }

    /// <summary>Gives a connection what the one before it was given, if it stands where that one stood.</summary>
    private bool FollowHerd(Connection connection)
    {
        if (!_herd.TryFollow(connection))
            return false;
        Counters.AddEvents(_herd.Events, replayed: false);
        if (_herd.Compressed is { Frames: > 0 } compressed)
            Counters.AddCompressed(compressed.Frames, compressed.Plain, compressed.Deflated);
        Meter?.Gathered(_herd.First);
        return true;
    }

    /// <returns>False when more is due than fits into a write.</returns>
    private bool Gather(Connection connection)
    {
        _gather.Clear();
        _herd.Begin(connection);
        var cursor = connection.Dirty.Count == 1 ? connection.Dirty[0] : null;
        if (!GatherReplies(connection) || (!connection.IsClosing && (!GatherEvents(connection) || !GatherStreams(connection))))
            return false;
        if (cursor is not null && connection.Dirty.Count == 0)
            _herd.Complete(cursor, _gather.Frames);
        return true;
    }

    private bool GatherReplies(Connection connection)
    {
        while (connection.PeekReply() is { } reply)
        {
            if (!_gather.TryAdd(reply))
                return false;
            connection.DequeueReply();
        }

        return true;
    }

    /// <summary>
    /// Takes frames of all topics in the order of their seq. O(frames x topics with news), which is hardly ever above one.
    /// </summary>
    /// <returns>False when more is due.</returns>
    private bool GatherEvents(Connection connection)
    {
        while (!connection.IsReading)
        {
            if (!SkipTrimmed(connection))
                return false;
            var (next, frame) = FindNext(connection);
            if (connection.Skipping is { } skipping && skipping != next && !TellSkipped(skipping))
                return false;
            if (next is null)
                return true;
            if (MustDrop(next))
            {
                if (!TryDrop(next))
                    return false;
                continue;
            }

            if (frame is null)
            {
                StartReading(next);
                return true;
            }

            if (!TryConflate(next, frame) && next.Wants(frame) && !TryAdd(next, frame))
                return false;
            next.Lag?.Pass(frame, frame.Unit >= next.LiveFrom);
            next.NextUnit = frame.Unit + 1;
            next.NextOrdinal = frame.FirstOrdinal + frame.Count;
            next.AfterSeq = frame.LastSeq;
        }

        return true;
    }

    private bool TryAdd(Subscription subscription, EventFrame frame)
    {
        if (!TellSkipped(subscription))
            return false;
        var isWhole = frame.FirstSeq > subscription.AfterSeq;
        var bytes = !isWhole
            ? PartialFrame.After(frame, subscription.AfterSeq, subscription.Topic)
            : subscription.Connection.IsDeflated ? subscription.Topic.Domain.Deflate(subscription.Topic, frame) : frame.Bytes;
        if (!_gather.TryAdd(bytes))
            return false;
        if (isWhole && bytes != frame.Bytes)
        {
            Counters.AddCompressed(1, frame.Bytes.Length, bytes.Length);
            _herd.AddCompressed(frame.Bytes.Length, bytes.Length);
        }

        var events = (int)(frame.LastSeq - Math.Max(frame.FirstSeq - 1, subscription.AfterSeq));
        var isReplayed = frame.Unit < subscription.LiveFrom;
        Counters.AddEvents(events, isReplayed);
        if (!isReplayed)
            Meter?.Gathered(frame);
        _herd.Add(frame, events);
        subscription.Connection.EventsDelivered += events;
        return true;
    }

    /// <summary>The subscription whose next event has the smallest number; without a frame when it must be read first.</summary>
    private (Subscription? Subscription, EventFrame? Frame) FindNext(Connection connection)
    {
        (Subscription? Subscription, EventFrame? Frame, long Seq) best = (null, null, long.MaxValue);
        for (var i = connection.Dirty.Count - 1; i >= 0; i--)
        {
            var subscription = connection.Dirty[i];
            var (frame, seq) = Peek(subscription);
            if (seq == long.MaxValue)
            {
                subscription.IsDirty = false;
                connection.Dirty.RemoveAt(i);
            }
            else if (seq < best.Seq)
            {
                best = (subscription, frame, seq);
            }
        }

        return (best.Subscription, best.Frame);
    }

    /// <summary>
    /// The next frame of a topic, or only its seq when it must be read from the log; MaxValue when nothing is due.
    /// </summary>
    private (EventFrame? Frame, long Seq) Peek(Subscription subscription)
    {
        var topic = subscription.Topic;
        if (subscription.NextUnit >= topic.Index.NextUnit)
        {
            subscription.Lag?.CatchUp();
            return (null, long.MaxValue);
        }

        var frame = topic.Ring.TryGet(subscription.NextUnit) ?? FromPage(subscription);
        // Without an entry it was trimmed a moment ago: asking for it leads to the telling of the gap.
        var seq = frame?.FirstSeq
            ?? (topic.Index.TryGet(subscription.NextUnit, out var entry) ? entry.FirstSeq : subscription.AfterSeq + 1);
        // What lies beyond the bound is announced by a notice that is still to come and marks the subscription again.
        return seq <= subscription.Progress.Bound ? (frame, seq) : (null, long.MaxValue);
    }

    private static EventFrame? FromPage(Subscription subscription)
    {
        if (subscription.Page is not { Count: > 0 } page)
            return null;
        var i = subscription.NextUnit - page[0].Unit;
        if (i >= 0 && i < page.Count)
            return page[(int)i];
        subscription.Page = null;
        return null;
    }

    /// <summary>Tells of events that are gone; never a silent hole.</summary>
    /// <returns>False when the telling must wait for the next write.</returns>
    private bool SkipTrimmed(Connection connection)
    {
        foreach (var subscription in connection.Dirty)
        {
            if (subscription.NextUnit >= subscription.Topic.Index.FirstUnit)
                continue;
            if (!TellSkipped(subscription))
                return false;
            var (first, to, ordinal) = subscription.Topic.Index.Beginning();
            if (to > subscription.AfterSeq)
            {
                long? missed = subscription.NextOrdinal > 0 ? ordinal - subscription.NextOrdinal : null;
                if (!_gather.TryAdd(ServerFrames.Gap(subscription.Topic.Name, subscription.AfterSeq + 1, to, missed, "trimmed")))
                    return false;
                Counters.AddGap();
                subscription.AfterSeq = to;
            }

            subscription.NextUnit = first;
            subscription.NextOrdinal = ordinal;
        }

        return true;
    }

    private void StartReading(Subscription subscription)
    {
        var connection = subscription.Connection;
        connection.IsReading = true;
        Counters.AddSlow(1);
        if (subscription.NextUnit >= subscription.LiveFrom)
            Counters.AddSlowAction(SlowReaderPolicy.Catchup);
        _ = ReadPageAsync(subscription);
    }

    private async Task ReadPageAsync(Subscription subscription)
    {
        IReadOnlyList<EventFrame>? page = null;
        try
        {
            page = await subscription.Topic.Domain.ReadAsync(
                subscription.Topic, subscription.NextUnit, PageBytes, CancellationToken.None);
        }
        catch (Exception error)
        {
            _log.ReadFailed(subscription.Connection.Session, error);
        }

        Post(new PageArrived(subscription, page));
    }

    /// <summary>
    /// AI text: viewers who are up to date share the frames of the appends, others get one made from where they are.
    /// </summary>
    private bool GatherStreams(Connection connection)
    {
        if (connection.DirtyViewers is not { Count: > 0 } viewers)
            return true;
        for (var i = viewers.Count - 1; i >= 0; i--)
        {
            var viewer = viewers[i];
            // Read the state before the lengths: a final state means that the lengths are final.
            var state = viewer.Stream.State;
            // That it is open again comes before its text, every other state after it.
            if ((state == AiStreamState.Open && !TryTell(viewer, state)) || !GatherText(viewer) || !TryTell(viewer, state))
                return false;
            if (state.IsFinal())
            {
                viewer.Stream.Viewers(Index).Remove(viewer);
                connection.Viewers!.Remove(viewer.Stream.Id);
            }

            viewer.IsDirty = false;
            viewers.RemoveAt(i);
        }

        return true;
    }

    private bool TryTell(StreamViewer viewer, AiStreamState state)
    {
        if (viewer.Told == state)
            return true;
        if (!_gather.TryAdd(ServerFrames.StreamState(viewer.Stream, state)))
            return false;
        viewer.Told = state;
        return true;
    }

    private bool GatherText(StreamViewer viewer)
    {
        var parts = viewer.Stream.Parts;
        foreach (var part in parts)
        {
            var at = viewer.Positions.GetValueOrDefault(part.Name);
            while (at < part.Length)
            {
                var frame = viewer.IsFirst
                    ? part.FrameFrom(at, StreamFrameBytes, viewer.Reference)
                    : part.RecentAt(at) ?? part.FrameFrom(at, StreamFrameBytes, []);
                if (frame.End == at || !_gather.TryAdd(frame.Bytes))
                    return false;
                viewer.Positions[part.Name] = at = frame.End;
                viewer.IsFirst = false;
            }
        }

        if (!viewer.IsFirst)
            return true;
        var empty = parts.Count > 0 ? parts[0].Name : "text";
        if (!_gather.TryAdd(StreamFrame.OfDelta(
            viewer.Stream.Id, empty, viewer.Positions.GetValueOrDefault(empty), [], viewer.Reference).Bytes))
            return false;
        viewer.IsFirst = false;
        return true;
    }

    private void Write(Connection connection)
    {
        var measured = Meter?.EndWrite(_gather.Frames) ?? 0;
        ValueTask write;
        try
        {
            write = connection.Writer.WriteAsync(_gather.Content);
        }
        catch (OperationCanceledException error)
        {
            // Its client went away a moment ago; that is no failure of the shard.
            write = ValueTask.FromException(error);
        }

        if (write.IsCompletedSuccessfully)
        {
            Meter?.Written(measured);
            return;
        }

        connection.IsWriting = true;
        var buffer = _gather.Detach();
        if (buffer is not null)
            _herd.Clear();
        _ = FinishWriteAsync(connection, write, buffer, measured);
    }

    /// <summary>The peer does not take bytes as fast as they come; the shard goes on with others until it has.</summary>
    private async Task FinishWriteAsync(Connection connection, ValueTask write, byte[]? buffer, long measured)
    {
        try
        {
            await write;
            Meter?.Written(measured);
        }
        catch (Exception error)
        {
            // Whatever it was, these frames did not go out: the connection must end, or it would go on with a hole. Its
            // reader takes it out of the shard; the client resumes.
            _log.ConnectionEnded(connection.Session, error);
            connection.Writer.Abort();
        }
        finally
        {
            if (buffer is not null)
                ArrayPool<byte>.Shared.Return(buffer);
            Post(connection);
        }
    }

    private void OnWritten(Connection connection)
    {
        connection.IsWriting = false;
        MarkDue(connection);
        CompleteIfDrained(connection);
    }
}
