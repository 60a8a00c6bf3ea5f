using Attune.Foundation.Access;
using Attune.Foundation.Failures;
using Attune.Realtime.Settings;
using Microsoft.Extensions.Options;

namespace Attune.Realtime.Admission;

/// <summary>
/// Lets callers in and holds them to their speed, for a connection, a principal, an organisation and the server. What is
/// not limited is not counted, and nothing here waits: who is refused is told when to come back.
/// </summary>
internal sealed class AdmissionControl
{
    private const int SpreadSeconds = 5;

    /// <summary>One place in so many is for connections that have not said whose they are; they keep nobody out.</summary>
    private const int UnidentifiedShare = 4;

    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _clock;
    private readonly AdmissionAccounts<(string Organisation, string Principal)> _principals;
    private readonly AdmissionAccounts<string> _organisations;
    private readonly ScopeLimits _connection;
    private readonly AdmissionAccount _server;
    private readonly AdmissionPass _nobody;
    private readonly bool[] _isLimited;
    private readonly bool _hasCallerLimits;
    private long _spread;
    private int _unidentified;

    public AdmissionControl(IOptions<RealtimeOptions> options, TimeProvider clock)
    {
        _clock = clock;
        var settings = options.Value.Admission;
        ScopeLimits[] scopes =
        [
            _connection = ScopeLimits.Of(settings.Connection, settings.BurstSeconds, clock.TimestampFrequency),
            Limits(AdmissionScope.Principal, settings.Principal),
            Limits(AdmissionScope.Organisation, settings.Organisation),
            Limits(AdmissionScope.Server, settings.Server.ToScope()),
        ];
        _principals = new(scopes[1], settings.MaxAccounts, clock);
        _organisations = new(scopes[2], settings.MaxAccounts, clock);
        _server = new AdmissionAccount(scopes[3]);
        _nobody = new AdmissionPass(null, _server);
        _isLimited = [.. Enum.GetValues<Traffic>().Select(traffic => scopes.Any(scope => !scope.Rate(traffic).IsUnlimited))];
        _hasCallerLimits = !scopes[1].IsUnlimited || !scopes[2].IsUnlimited;

        ScopeLimits Limits(AdmissionScope scope, ScopeLimitOptions limits) =>
            ScopeLimits.Of(scope, limits, settings.BurstSeconds, clock.TimestampFrequency);
    }

    public RefusalCounts Refused { get; } = new();

    /// <summary>
    /// Before anybody looks at who it is: is there room on this server, and does it come in time? Costs next to nothing, so
    /// that a storm of clients that reconnect does not cost a check of the token each.
    /// </summary>
    /// <param name="isHandshake">It takes its turn among the new connections per second.</param>
    /// <param name="isCounted">False when somebody else asks again and then refuses.</param>
    public Failure? AtTheDoor(bool isHandshake, bool isCounted = true)
    {
        if (_server.Limits.MaxConnections is > 0 and var limit && _server.Connections >= limit)
            return RefuseConnection(_server, isCounted);
        return isHandshake && !_server.TryTake(Traffic.Handshake, 1, _clock.GetTimestamp(), out var wait)
            ? RefuseRate(_server, Traffic.Handshake, wait, isCounted)
            : null;
    }

    /// <summary>The server sends its connections away and lets none in.</summary>
    public Failure RefuseForDrain()
    {
        Refused.Draining();
        return RealtimeFailures.Stopping with { RetryAfter = NextTurn(TimeSpan.Zero) };
    }

    /// <summary>
    /// Counts a connection; give the pass back with <see cref="Leave"/>. One that says only later whose it is counts for the
    /// server alone until <see cref="Identify"/>.
    /// </summary>
    /// <param name="caller">Who.</param>
    /// <param name="isHandshake">It takes its turn among the new connections per second.</param>
    /// <param name="isCounted">False when somebody else asks again and then refuses.</param>
    public Outcome<AdmissionPass> Enter(Caller caller, bool isHandshake, bool isCounted = true)
    {
        if (!_server.TryConnect())
            return RefuseConnection(_server, isCounted);
        var pass = new AdmissionPass(_connection.IsUnlimited ? null : new AdmissionAccount(_connection), _server);
        var refused = ReferenceEquals(caller, Caller.Nobody)
            ? EnterUnidentified(pass, isCounted)
            : Identify(pass, caller, isHandshake, isCounted);
        if (refused is null)
            return pass;
        _server.Disconnect();
        return refused;
    }

    /// <summary>A connection that was let in without a token has said whose it is.</summary>
    /// <param name="pass">Of the connection, still nobody's.</param>
    /// <param name="caller">Who.</param>
    /// <param name="isHandshake">It takes its turn among the new connections per second.</param>
    /// <param name="isCounted">False when somebody else asks again and then refuses.</param>
    /// <returns>Why it cannot stay; null when it can.</returns>
    public Failure? Identify(AdmissionPass pass, Caller caller, bool isHandshake = true, bool isCounted = true)
    {
        if (!_organisations.TryConnect(caller.Organisation, out var organisation))
            return RefuseConnection(organisation!, isCounted);
        if (!_principals.TryConnect((caller.Organisation, caller.Principal), out var principal))
        {
            _organisations.Disconnect(caller.Organisation, organisation);
            return RefuseConnection(principal!, isCounted);
        }

        pass.Identify(caller.Organisation, caller.Principal, organisation, principal);
        if (isHandshake && TakeHandshake(pass, isCounted) is { } tooFast)
        {
            Forget(pass);
            return tooFast;
        }

        LeaveUnidentified(pass);
        return null;
    }

    public void Leave(AdmissionPass pass)
    {
        Forget(pass);
        LeaveUnidentified(pass);
        _server.Disconnect();
    }

    /// <summary>The accounts of a call that holds no connection.</summary>
    public AdmissionPass PassFor(string organisation, string principal)
    {
        if (!_hasCallerLimits)
            return _nobody;
        var pass = new AdmissionPass(null, _server);
        pass.Identify(
            organisation, principal, _organisations.Find(organisation), _principals.Find((organisation, principal)));
        return pass;
    }

    /// <summary>Takes from every account, or from none.</summary>
    /// <param name="pass">Whose; null for a connection that does not count.</param>
    /// <param name="traffic">What.</param>
    /// <param name="count">How much, 1 or more.</param>
    /// <returns>Why it has to wait, and how long; null when it may go on.</returns>
    public Failure? Take(AdmissionPass? pass, Traffic traffic, int count = 1)
    {
        if (!_isLimited[(int)traffic] || pass is null)
            return null;
        return Take(pass, traffic, count, AdmissionPass.Accounts, isCounted: true);
    }

    /// <summary>Waits until it may go on, for a sender that can be held back instead of being refused.</summary>
    public async ValueTask PaceAsync(AdmissionPass pass, Traffic traffic, CancellationToken cancellation)
    {
        while (Take(pass, traffic) is { } tooFast)
            await Task.Delay(tooFast.RetryAfter ?? Moment, _clock, cancellation);
    }

    /// <summary>Is there room for so many topics more?</summary>
    public Failure? Follow(AdmissionPass? pass, int topics)
    {
        for (var i = 0; pass is not null && i < AdmissionPass.Accounts; i++)
        {
            if (pass[i] is not { } account || account.CanFollow(topics))
                continue;
            Refused.Subscriptions(account.Limits.Scope);
            return AdmissionFailures.TooManySubscriptions(account.Limits.Scope, account.Limits.MaxSubscriptions);
        }

        return null;
    }

    private Failure? EnterUnidentified(AdmissionPass pass, bool isCounted)
    {
        if (_server.Limits.MaxConnections == 0)
            return null;
        if (Interlocked.Increment(ref _unidentified) > Math.Max(1, _server.Limits.MaxConnections / UnidentifiedShare))
        {
            Interlocked.Decrement(ref _unidentified);
            return RefuseConnection(_server, isCounted);
        }

        pass.IsUnidentified = true;
        return null;
    }

    private void LeaveUnidentified(AdmissionPass pass)
    {
        if (!pass.IsUnidentified)
            return;
        pass.IsUnidentified = false;
        Interlocked.Decrement(ref _unidentified);
    }

    private void Forget(AdmissionPass pass)
    {
        _principals.Disconnect((pass.Organisation, pass.Principal), pass[(int)AdmissionScope.Principal]);
        _organisations.Disconnect(pass.Organisation, pass[(int)AdmissionScope.Organisation]);
        pass.Identify("", "", null, null);
    }

    /// <summary>The server's own bucket was asked at the door.</summary>
    private Failure? TakeHandshake(AdmissionPass pass, bool isCounted) =>
        Take(pass, Traffic.Handshake, 1, AdmissionPass.Accounts - 1, isCounted);

    private Failure? Take(AdmissionPass pass, Traffic traffic, int count, int accounts, bool isCounted)
    {
        var now = _clock.GetTimestamp();
        for (var i = 0; i < accounts; i++)
        {
            if (pass[i] is not { } account || account.TryTake(traffic, count, now, out var wait))
                continue;
            for (var taken = 0; taken < i; taken++)
                pass[taken]?.GiveBack(traffic, count);
            return RefuseRate(account, traffic, wait, isCounted);
        }

        return null;
    }

    private Failure RefuseConnection(AdmissionAccount account, bool isCounted)
    {
        if (isCounted)
            Refused.Connections(account.Limits.Scope);
        return AdmissionFailures.TooManyConnections(account.Limits.Scope, account.Limits.MaxConnections, NextTurn(TimeSpan.Zero));
    }

    private Failure RefuseRate(AdmissionAccount account, Traffic traffic, long wait, bool isCounted)
    {
        if (isCounted)
            Refused.Rate(account.Limits.Scope, traffic);
        // At least a millisecond, which is what a timer can wait.
        var seconds = TimeSpan.FromSeconds(Math.Max(0.001, (double)wait / _clock.TimestampFrequency));
        // Many come to the door at once and would come back at once; who publishes too fast is one, and is told exactly.
        return AdmissionFailures.TooFast(account.Limits.Scope, traffic,
            traffic == Traffic.Handshake ? NextTurn(seconds) : seconds);
    }

    /// <summary>Everybody a second of their own, so that those who were refused together do not come back together.</summary>
    private TimeSpan NextTurn(TimeSpan atLeast) =>
        atLeast + TimeSpan.FromSeconds(1 + ((ulong)Interlocked.Increment(ref _spread) % SpreadSeconds));
}
