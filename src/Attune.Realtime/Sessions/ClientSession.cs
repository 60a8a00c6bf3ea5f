using Attune.Contracts.Errors;
using Attune.Foundation.Access;
using Attune.Foundation.Failures;
using Attune.Realtime.Announcements;
using Attune.Realtime.Delivery.Commands;
using Attune.Realtime.Protocol;
using Attune.Realtime.Streams;

namespace Attune.Realtime.Sessions;

/// <summary>
/// Understands what one client sends. Runs on the connection's reader, one frame after the other; whatever changes the
/// connection is posted to its shard.
/// </summary>
internal sealed partial class ClientSession(Connection connection, SessionServices services) : IDisposable
{
    private const int Version = 1;

    private BadFrameLimit? _badFrames;
    private bool _isLive;

    private Caller Caller => connection.Caller;

    private Publisher Publisher => new(Caller.Organisation, Caller.Principal, null, connection.Id, _writing?.Producer);

    /// <summary>Handles one text frame.</summary>
    /// <param name="text">The message; not used after the returned task completes.</param>
    /// <param name="cancellation">Ends with the connection.</param>
    public async ValueTask HandleAsync(ReadOnlyMemory<byte> text, CancellationToken cancellation)
    {
        var version = services.Live.Version;
        var read = ClientFrameReader.Read(text);
        if (read.Failure is { } unreadable)
            Refuse(unreadable, []);
        else if (read.Value.Failure is { } wrong)
            Refuse(wrong, read.Value.Ref);
        else if (!_isLive && read.Value.Type is null or "handshake")
            await ShakeHandsAsync(read.Value, cancellation);
        else if (read.Value.Type == "pong")
            return;
        else if (!_isLive)
            Refuse(Failure.Of(RealtimeErrors.HandshakeExpected), read.Value.Ref);
        else
            await RunVerbAsync(read.Value, cancellation);
        if (version != services.Live.Version)
            await services.Live.ReviewAsync(connection, cancellation);
    }

    /// <summary>Answers something that cannot be understood; after too many in a minute the connection is closed.</summary>
    public void Refuse(Failure failure, ReadOnlySpan<byte> reference, string? service = null)
    {
        connection.Shard.Counters.AddError();
        if (!_isLive)
            connection.Shard.Counters.AddRejected(failure.Code);
        Send(ServerFrames.Error(failure, reference, service));
        // A server that is full or cannot write is not the client's mistake.
        if (!failure.Retry && IsOneTooMany())
            connection.Shard.Post(new CloseConnection(connection, ClosingCodes.TooManyBadFrames));
    }

    public void Dispose() => _writing?.Producer.Leave(services.Clock.GetTimestamp());

    private bool IsOneTooMany() =>
        LazyInitializer.EnsureInitialized(
            ref _badFrames, () => new BadFrameLimit(services.Options.MaxBadFrames, services.Clock)).IsReached();

    public void Send(byte[] frame)
    {
        connection.Reserve(frame);
        connection.Shard.Post(new SendReply(connection, frame));
    }

    private async ValueTask ShakeHandsAsync(ClientFrame frame, CancellationToken cancellation)
    {
        var names = frame.Services ?? [];
        if (names.Count == 0 && frame.Announcements != true)
        {
            Refuse(frame.Version is null
                ? Failure.Of(RealtimeErrors.HandshakeExpected)
                : RealtimeFailures.Invalid("services", "must name at least one topic"), frame.Ref);
            return;
        }

        if (frame.Version != Version)
        {
            Refuse(Failure.Of(RealtimeErrors.UnsupportedVersion, $"Version {frame.Version} was asked for."), frame.Ref);
            return;
        }

        if (!await IdentifyAsync(frame, cancellation))
            return;
        ResumePosition? resume = null;
        if (frame.Resume is { } token)
        {
            resume = services.Tokens.Read(Caller.Organisation, token);
            if (resume is null)
            {
                Refuse(RealtimeFailures.Invalid("resume", "is not a token of this server"), frame.Ref);
                return;
            }
        }

        var topics = new List<Topic>(names.Count);
        foreach (var name in names.Distinct(StringComparer.Ordinal))
        {
            if (await FindAsync(name, RealtimeVerbs.Subscribe, frame.Ref, cancellation) is not { } topic)
                return;
            topics.Add(topic);
        }

        if (frame.Announcements == true)
            FollowAnnouncements(topics);
        if (topics.Count == 0)
        {
            Refuse(RealtimeFailures.UnknownService(AnnouncementTopics.Everyone), frame.Ref);
            return;
        }

        if (IsTooMany(topics.Count, frame.Ref))
            return;
        _isLive = true;
        connection.NoEcho = frame.Echo == false;
        var start = StartingPoint.Of(topics, new StartRequest(frame.LastSeq, frame.LastSeqByService, frame.Generation, resume));
        var subscribe = new SubscribeTopics(connection, start.Targets, frame.PropertyId,
            positions => ServerFrames.Ack(start.AckFor(connection, services, positions)), isHandshake: true);
        connection.Shard.Post(subscribe);
        await subscribe.Done;
    }

    /// <summary>Finds a topic that the caller may use in this way; says so when there is none.</summary>
    private async ValueTask<Topic?> FindAsync(string? name, string verb, byte[] reference, CancellationToken cancellation)
    {
        if (name is null)
        {
            Refuse(RealtimeFailures.Invalid("topic", "is missing"), reference);
            return null;
        }

        var found = services.Engine.FindTopic(Caller.Organisation, name);
        if (found.Failure is { } failure)
        {
            Refuse(failure, reference, name);
            return null;
        }

        if ((verb == RealtimeVerbs.Subscribe && AnnouncementTopics.IsFor(Caller, name))
            || await services.Access.AllowAsync(Caller, verb, name, cancellation))
            return found.Value;
        Refuse(Failure.Of(RealtimeErrors.Forbidden, $"The right '{verb}' for '{name}' is missing."), reference, name);
        return null;
    }

    private bool IsTooMany(int topics, byte[] reference)
    {
        var failure = topics > services.Options.MaxTopicsPerConnection
            ? RealtimeFailures.TooManyTopics(services.Options.MaxTopicsPerConnection)
            : services.Admission.Follow(connection.Pass, topics - connection.Topics.Count);
        if (failure is not null)
            Refuse(failure, reference);
        return failure is not null;
    }
}
