using Attune.Foundation.Failures;
using Attune.Foundation.Hosting;
using Attune.Foundation.Http;
using Attune.Foundation.Persistence;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Attune.Foundation.Access.Tokens;

/// <summary>
/// Signed tokens say who is calling and what they may do. A token is never sent by a browser of its own accord, so neither
/// the address nor the page that a request comes from matters.
/// </summary>
internal sealed class TokenAccess : IAccess
{
    private const string ConnectVerb = "realtime.connect";
    private const string Scheme = "Bearer ";
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(5);

    private readonly TokenCodec _codec;
    private readonly Lazy<Revocations> _revocations;
    private readonly AccessOptions _options;
    private readonly TimeProvider _clock;
    private readonly Listeners _listeners = new();

    public TokenAccess(IOptions<AccessOptions> options, DataFolder folder, SqliteDatabase database, TimeProvider clock)
    {
        (_options, _clock) = (options.Value, clock);
        _codec = new TokenCodec(new TokenKey(options, folder));
        // Not now: the tables are made after the host was built.
        _revocations = new Lazy<Revocations>(() =>
            new Revocations(new RevocationTable(database), clock, _options.MaxRevocations));
    }

    public ValueTask<Outcome<Caller>> IdentifyAsync(HttpContext request)
    {
        var header = request.Request.Headers.Authorization.ToString();
        string? token = header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..].Trim() : null;
        token ??= request.Request.Query["access_token"];
        return ValueTask.FromResult(string.IsNullOrEmpty(token) ? AccessFailures.TokenMissing : Identify(token));
    }

    public ValueTask<bool> AllowAsync(Caller caller, string verb, string resource, CancellationToken cancellation) =>
        ValueTask.FromResult(caller.Rights is { } rights
            && caller.Principal.Length > 0
            && (caller.EndsAt is null || _clock.GetUtcNow() < caller.EndsAt)
            && (verb == ConnectVerb ? !_revocations.Value.IsRevoked(caller)
                : rights.Allows(verb, resource) && !_revocations.Value.IsDenied(caller, verb, resource)));

    public ValueTask<Outcome<Caller>> RenewAsync(string token, Caller? present, CancellationToken cancellation)
    {
        var identified = Identify(token);
        return ValueTask.FromResult(identified.Failure is null && present is not null
            && (identified.Value.Organisation, identified.Value.Principal) != (present.Organisation, present.Principal)
                ? AccessFailures.PrincipalChanged
                : identified);
    }

    public ValueTask<Outcome<RevocationTerm>> RevokeAsync(
        string organisation, Revocation revocation, CancellationToken cancellation)
    {
        if (revocation.Subject is not { } subject || !TokenClaims.IsPrincipal(subject))
            return Refuse(HttpFailures.InvalidField("principal", "or 'session' or 'token' must be given, and only one of them"));
        RightSet? denied = null;
        if (revocation.Denied is { } texts)
        {
            denied = RightSet.TryParse(texts, new Dictionary<string, string>());
            if (denied is null || texts.Count == 0)
                return Refuse(HttpFailures.InvalidField("deny", "must hold rights such as subscribe:persona:*"));
        }

        var now = _clock.GetUtcNow();
        // The skew: the clock of another issuer may be a little ahead.
        var term = new RevocationTerm(now, now.AddMinutes(_options.MaxTokenMinutes) + ClockSkew);
        var failure = _revocations.Value.Add(RevocationKey.Of(organisation, revocation), term, denied, revocation.Denied);
        _listeners.Tell(new AccessChange(denied is null ? AccessChangeKind.Revoked : AccessChangeKind.Narrowed,
            organisation, revocation.Principal, revocation.CredentialId, revocation.Session));
        return failure is null ? ValueTask.FromResult<Outcome<RevocationTerm>>(term) : Refuse(failure);
    }

    public IDisposable Watch(Action<AccessChange> onChange)
    {
        // Read at start, so that nobody waits for it later and what is wrong with the table is told at once.
        _ = _revocations.Value;
        return _listeners.Add(onChange);
    }

    private static ValueTask<Outcome<RevocationTerm>> Refuse(Failure failure) =>
        ValueTask.FromResult<Outcome<RevocationTerm>>(failure);

    private Outcome<Caller> Identify(string text)
    {
        var read = _codec.Read(text);
        if (read.Failure is { } unreadable)
            return unreadable;
        var (token, now) = (read.Value, _clock.GetUtcNow());
        if (token.NotBefore > now + ClockSkew)
            return AccessFailures.TokenInvalid("It does not count yet; compare the clocks.");
        if (token.ExpiresAt <= now)
            return AccessFailures.TokenExpired;
        var life = token.ExpiresAt - token.IssuedAt;
        if (life > TimeSpan.FromMinutes(_options.MaxTokenMinutes))
            return AccessFailures.TokenInvalid(
                $"It counts for more than {_options.MaxTokenMinutes} minutes (setting Access:MaxTokenMinutes).");
        if (RightSet.TryParse(token.Allow, token.Claims) is not { } rights)
            return AccessFailures.TokenInvalid("Its claim 'allow' holds something that is not a right.");
        var notice = TimeSpan.FromSeconds(_options.ReminderSeconds);
        var caller = new Caller(
            token.Organisation, token.Principal, CallerKind.Person, [], token.Allow, token.ExpiresAt, token.Id)
        {
            Rights = rights,
            Groups = token.Groups,
            Session = token.Session,
            IssuedAt = token.IssuedAt,
            RenewFrom = token.ExpiresAt - (notice < life / 2 ? notice : life / 2),
            EndsAt = token.ExpiresAt.AddSeconds(_options.GraceSeconds),
        };
        return _revocations.Value.IsRevoked(caller) ? AccessFailures.TokenRevoked : caller;
    }

    /// <summary>Who wants to hear of changes.</summary>
    private sealed class Listeners
    {
        private readonly Lock _gate = new();
        private Action<AccessChange>[] _all = [];

        public IDisposable Add(Action<AccessChange> listener)
        {
            lock (_gate)
                _all = [.. _all, listener];
            return new Listening(this, listener);
        }

        public void Tell(AccessChange change)
        {
            foreach (var listener in Volatile.Read(ref _all))
                listener(change);
        }

        private void Remove(Action<AccessChange> listener)
        {
            lock (_gate)
                _all = Array.FindAll(_all, known => known != listener);
        }

        private sealed class Listening(Listeners listeners, Action<AccessChange> listener) : IDisposable
        {
            public void Dispose() => listeners.Remove(listener);
        }
    }
}
