using Attune.Contracts.Errors;
using Attune.Realtime.Protocol;
using Attune.Realtime.Streams;
using Attune.Realtime.Subscriptions;

namespace Attune.Realtime.Delivery;

/// <summary>
/// What the policy of a topic does to readers that are behind. Nothing is kept for them while they stall: the decision falls
/// when they can take bytes again, except for being disconnected.
/// </summary>
internal sealed partial class DeliveryShard
{
    /// <summary>Disconnects a reader that takes nothing while too much gathers for it.</summary>
    private void CloseIfStalled(Subscription subscription)
    {
        if (subscription is { Lag.IsSlow: true, Connection.IsWriting: true }
            && subscription.Topic.Settings.SlowReaders == SlowReaderPolicy.Disconnect
            && !subscription.Connection.IsClosing)
        {
            Counters.AddSlowAction(SlowReaderPolicy.Disconnect);
            Close(subscription.Connection, ClosingCodes.TooSlow);
        }
    }

    /// <summary>A replay that was asked for is never dropped, and there must be something to go on with.</summary>
    private static bool MustDrop(Subscription subscription) => subscription.Lag is { IsSlow: true }
        && subscription.Topic.Settings.SlowReaders == SlowReaderPolicy.Drop
        && subscription.NextUnit >= subscription.LiveFrom
        && subscription.Topic.Index.NextUnit - subscription.NextUnit > 1;

    /// <summary>Jumps to the oldest of the newest frames that fill half of what a reader may be behind, and says so.</summary>
    /// <returns>False when the telling must wait for the next write.</returns>
    private bool TryDrop(Subscription subscription)
    {
        var topic = subscription.Topic;
        var (lastSeq, nextUnit, nextOrdinal) = topic.Index.End();
        var keep = topic.Settings.SlowAfterBytes / 2;
        var bytes = 0L;
        EventFrame? oldest = null;
        for (var unit = nextUnit - 1; unit > subscription.NextUnit && topic.Ring.TryGet(unit) is { } frame; unit--)
        {
            if (oldest is not null && bytes + frame.Bytes.Length > keep)
                break;
            bytes += frame.Bytes.Length;
            oldest = frame;
        }

        var to = oldest?.Prev ?? lastSeq;
        var ordinal = oldest?.FirstOrdinal ?? nextOrdinal;
        // How many of them a filter would have kept is not known.
        long? missed = subscription.NextOrdinal > 0 && subscription.Scope is null ? ordinal - subscription.NextOrdinal : null;
        if (!_gather.TryAdd(ServerFrames.Gap(topic.Name, subscription.AfterSeq + 1, to, missed, "dropped")))
            return false;
        Counters.AddGap();
        Counters.AddSkipped(missed ?? 0);
        Counters.AddSlowAction(SlowReaderPolicy.Drop);
        subscription.AfterSeq = to;
        subscription.NextUnit = oldest?.Unit ?? nextUnit;
        subscription.NextOrdinal = ordinal;
        subscription.Lag!.CatchUp(unread: bytes);
        return true;
    }

    /// <summary>Passes over a frame whose every key has a newer event, for a reader that is behind or replays.</summary>
    private static bool TryConflate(Subscription subscription, EventFrame frame)
    {
        // A connection that does not hear itself may never get the newer event.
        if (subscription.Topic.NewestByKey is not { } newest || subscription.Connection.NoEcho)
            return false;
        var lag = subscription.Lag!;
        if (frame.Unit >= lag.ConflateBefore && (frame.Unit < subscription.LiveFrom || lag.IsSlow))
            lag.BeginConflating();
        if (frame.Unit >= lag.ConflateBefore || !newest.IsSuperseded(frame))
            return false;
        if (subscription.Wants(frame))
        {
            lag.Skip(subscription.AfterSeq + 1, frame);
            subscription.Connection.Skipping = subscription;
        }

        return true;
    }

    /// <summary>
    /// Tells what was passed over before anything that follows it, of whatever topic: a client's position is one number for
    /// all topics, so an event of another one would carry it past a hole of which nobody told.
    /// </summary>
    /// <returns>False when the telling must wait for the next write.</returns>
    private bool TellSkipped(Subscription subscription)
    {
        if (subscription.Lag is not { Skipped: > 0 } lag)
            return true;
        if (!_gather.TryAdd(ServerFrames.Gap(
            subscription.Topic.Name, lag.SkippedFrom, lag.SkippedTo, lag.Skipped, "conflated")))
            return false;
        Counters.AddGap();
        Counters.AddSkipped(lag.Skipped);
        Counters.AddSlowAction(SlowReaderPolicy.Conflate);
        lag.Told();
        subscription.Connection.Skipping = null;
        return true;
    }
}
