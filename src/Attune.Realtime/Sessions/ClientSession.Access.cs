using Attune.Contracts.Errors;
using Attune.Foundation.Access;
using Attune.Realtime.Access;
using Attune.Realtime.Admission;
using Attune.Realtime.Announcements;
using Attune.Realtime.Delivery.Commands;
using Attune.Realtime.Protocol;
using Attune.Realtime.Streams;
using Attune.Realtime.Subscriptions;

namespace Attune.Realtime.Sessions;

internal sealed partial class ClientSession
{
    private bool _followsAnnouncements;

    /// <summary>Finds out with the handshake whose the connection is, if the request did not say it.</summary>
    /// <returns>False when that is not known: the client was told.</returns>
    private async ValueTask<bool> IdentifyAsync(ClientFrame frame, CancellationToken cancellation)
    {
        var isKnown = !ReferenceEquals(Caller, Caller.Nobody);
        if (frame.Token is not { } token)
        {
            if (!isKnown)
                Refuse(AccessFailures.TokenMissing, frame.Ref);
            return isKnown;
        }

        var identified = await services.Access.RenewAsync(token, isKnown ? Caller : null, cancellation);
        if (identified.Failure is { } failure)
        {
            Refuse(failure, frame.Ref);
            connection.Shard.Post(new CloseConnection(connection, ClosingCodes.Unauthorized));
            return false;
        }

        if (!isKnown && connection.Pass is { } pass && services.Admission.Identify(pass, identified.Value) is { } full)
        {
            var (from, to) = AdmissionFailures.ReturnOf(full, services.Options.Drain);
            Send(ServerFrames.Refusal(full, from, to));
            connection.Shard.Post(new CloseConnection(connection, ClosingCodes.NotAdmitted));
            return false;
        }

        Become(identified.Value);
        return true;
    }

    private async ValueTask RefreshAsync(ClientFrame frame, CancellationToken cancellation)
    {
        if (frame.Token is not { } token)
        {
            Refuse(RealtimeFailures.Invalid("token", "is missing"), frame.Ref);
            return;
        }

        var renewed = await services.Access.RenewAsync(token, Caller, cancellation);
        if (renewed.Failure is { } failure)
        {
            Refuse(failure, frame.Ref);
            return;
        }

        var before = Caller.Groups;
        Become(renewed.Value);
        Send(AccessFrames.Refreshed(frame.Ref, Caller));
        if (_followsAnnouncements)
            FollowGroups(Caller.Groups.Except(before, StringComparer.Ordinal));
        await services.Live.ReviewAsync(connection, cancellation);
    }

    /// <summary>Adds the topics of all audiences that the caller belongs to.</summary>
    private void FollowAnnouncements(List<Topic> topics)
    {
        _followsAnnouncements = true;
        topics.AddRange(AnnouncementTopics.Of(Caller, services.Engine).Except(topics).ToList());
    }

    /// <summary>The principal has joined groups: their announcements come from now on.</summary>
    private void FollowGroups(IEnumerable<string> groups)
    {
        var targets = AnnouncementTopics.OfGroups(Caller, services.Engine, groups)
            .ConvertAll(topic => new SubscribeTarget(topic, null, null));
        if (targets.Count > 0 && !IsTooMany(targets.Count + connection.Topics.Count, []))
        {
            connection.Shard.Post(new SubscribeTopics(
                connection, targets, null, positions => ServerFrames.Subscribed([], positions), isHandshake: false));
        }
    }

    private void Become(Caller caller)
    {
        connection.Caller = caller;
        connection.Shard.Post(new WatchExpiry(connection));
    }
}
