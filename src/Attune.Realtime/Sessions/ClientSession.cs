using Attune.Contracts.Errors;
using Attune.Foundation.Access;
using Attune.Foundation.Failures;
using Attune.Realtime.Delivery.Commands;
using Attune.Realtime.Protocol;
using Attune.Realtime.Streams;
using Attune.Realtime.Subscriptions;

namespace Attune.Realtime.Sessions;

/// <summary>
/// Understands what one client sends. Runs on the connection's reader, one frame after the other; whatever changes the
/// connection is posted to its shard.
/// </summary>
internal sealed partial class ClientSession(Connection connection, SessionServices services) : IDisposable
{
    private const int Version = 1;

    private readonly BadFrameLimit _badFrames = new(services.Options.MaxBadFrames, services.Clock);
    private readonly Dictionary<string, IDisposable> _producing = new(StringComparer.Ordinal);
    private bool _isLive;

    private Caller Caller => connection.Caller;

    private Publisher Publisher => new(Caller.Organisation, Caller.Principal, null, connection.Id);

    /// <summary>Handles one text frame.</summary>
    /// <param name="text">The message; not used after the returned task completes.</param>
    /// <param name="cancellation">Ends with the connection.</param>
    public async ValueTask HandleAsync(ReadOnlyMemory<byte> text, CancellationToken cancellation)
    {
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
    }

    /// <summary>Answers something that cannot be understood; after too many in a minute the connection is closed.</summary>
    public void Refuse(Failure failure, ReadOnlySpan<byte> reference, string? service = null)
    {
        connection.Shard.Counters.AddError();
        Send(ServerFrames.Error(failure, reference, service));
        // A server that is full or cannot write is not the client's mistake.
        if (!failure.Retry && _badFrames.IsReached())
            connection.Shard.Post(new CloseConnection(connection, ClosingCodes.TooManyBadFrames));
    }

    public void Dispose()
    {
        foreach (var listener in _producing.Values)
            listener.Dispose();
    }

    public void Send(byte[] frame)
    {
        connection.Reserve(frame);
        connection.Shard.Post(new SendReply(connection, frame));
    }

    private async ValueTask ShakeHandsAsync(ClientFrame frame, CancellationToken cancellation)
    {
        if (frame.Services is not { Count: > 0 } names)
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

        var after = frame.LastSeq;
        var generation = frame.Generation;
        if (frame.Resume is { } token)
        {
            if (services.Tokens.Read(Caller.Organisation, token) is not { } position)
            {
                Refuse(RealtimeFailures.Invalid("resume", "is not a token of this server"), frame.Ref);
                return;
            }

            (generation, after) = position;
        }

        var topics = new List<Topic>(names.Count);
        foreach (var name in names.Distinct(StringComparer.Ordinal))
        {
            if (await FindAsync(name, RealtimeVerbs.Subscribe, frame.Ref, cancellation) is not { } topic)
                return;
            topics.Add(topic);
        }

        if (IsTooMany(topics.Count, frame.Ref))
            return;
        _isLive = true;
        connection.NoEcho = frame.Echo == false;
        var home = (topics.Find(topic => topic.Domain.Name == TopicRules.DefaultDomain) ?? topics[0]).Domain;
        var targets = topics.ConvertAll(topic => TargetOf(topic, home, frame, after, generation));
        // Before the first topic is followed: what is published meanwhile comes after the token's position.
        var resume = (after ?? OldestOf(frame)) is { } given ? home.Resume(generation, given).After : home.CommittedSeq;
        connection.Shard.Post(new SubscribeTopics(
            connection, targets, frame.PropertyId, positions => MakeAck(frame, after, home, resume, positions),
                isHandshake: true));
    }

    /// <summary>
    /// A single number counts for the domain at home. A topic that another domain numbers needs a position of its own;
    /// without one it gets everything that is kept rather than a wrong part of it.
    /// </summary>
    private static SubscribeTarget TargetOf(Topic topic, Domain home, ClientFrame frame, long? after, string? generation)
    {
        var isHome = topic.Domain == home;
        if (frame.LastSeqByService is { } map)
            return new SubscribeTarget(topic, map.TryGetValue(topic.Name, out var own) ? own : null, isHome ? generation : null);
        return isHome || after is null
            ? new SubscribeTarget(topic, after, generation)
            : new SubscribeTarget(topic, 0, null);
    }

    private byte[] MakeAck(
        ClientFrame frame, long? after, Domain home, long resume, IReadOnlyList<(Topic Topic, long Position)> positions) =>
        ServerFrames.Ack(new AckContent(
            after ?? frame.LastSeqByService?.Values.DefaultIfEmpty().Max() ?? 0,
            services.Clock.GetUtcNow(),
            home.CurrentGeneration.Id,
            positions,
            connection.Session,
            services.Tokens.Make(Caller.Organisation, home.CurrentGeneration.Id, resume),
            services.Options));

    /// <summary>One number for several positions: the oldest, so that nothing is left out.</summary>
    private static long? OldestOf(ClientFrame frame) =>
        frame.LastSeqByService is { Count: > 0 } positions ? positions.Values.Min() : null;

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

        if (await services.Access.AllowAsync(Caller, verb, name, cancellation))
            return found.Value;
        Refuse(Failure.Of(RealtimeErrors.Forbidden, $"The right '{verb}' for '{name}' is missing."), reference, name);
        return null;
    }

    private bool IsTooMany(int topics, byte[] reference)
    {
        if (topics <= services.Options.MaxTopicsPerConnection)
            return false;
        Refuse(Failure.Of(RealtimeErrors.TooManyTopics,
            $"A connection follows at most {services.Options.MaxTopicsPerConnection} topics."), reference);
        return true;
    }
}
