using System.Collections.Concurrent;
using Attune.Foundation.Failures;
using Microsoft.Data.Sqlite;

namespace Attune.Foundation.Access.Tokens;

/// <summary>
/// What was withdrawn and still matters. Asked for every right, so it is held in memory and answers without a lock while
/// nothing was withdrawn; kept in the database, so that a restart forgets none.
/// </summary>
internal sealed class Revocations
{
    // A session and a token are withdrawn for good; a principal may get new credentials afterwards.
    private static readonly DateTimeOffset Always = DateTimeOffset.MinValue;

    private readonly ConcurrentDictionary<RevocationKey, Withdrawal[]> _withdrawn = [];
    private readonly Lock _writing = new();
    private readonly RevocationTable _table;
    private readonly TimeProvider _clock;
    private readonly int _max;
    private int _count;

    public Revocations(RevocationTable table, TimeProvider clock, int max)
    {
        (_table, _clock, _max) = (table, clock, max);
        foreach (var (key, withdrawal) in table.Read(clock.GetUtcNow()))
            Put(key, withdrawal);
    }

    /// <summary>Was everything withdrawn that this credential allows?</summary>
    public bool IsRevoked(Caller caller) => Takes(caller, null, "");

    /// <summary>Was this right withdrawn from this credential, alone or with everything else?</summary>
    public bool IsDenied(Caller caller, string verb, string resource) => Takes(caller, verb, resource);

    /// <summary>Withdraws. It is in force when this returns, also when it could not be kept.</summary>
    /// <param name="key">Whose.</param>
    /// <param name="term">From now on, and until when it matters.</param>
    /// <param name="denied">Which rights; null for all.</param>
    /// <param name="texts">The same rights as written.</param>
    public Failure? Add(RevocationKey key, RevocationTerm term, RightSet? denied, IReadOnlyList<string>? texts)
    {
        lock (_writing)
        {
            if (_count >= _max)
                Forget(_clock.GetUtcNow());
            if (_count >= _max)
                return AccessFailures.TooManyRevocations;
            Put(key, new Withdrawal(term, denied));
            try
            {
                _table.Add(key, term, texts);
                return null;
            }
            catch (SqliteException)
            {
                return AccessFailures.RevocationNotKept;
            }
        }
    }

    private bool Takes(Caller caller, string? verb, string resource) => Volatile.Read(ref _count) > 0
        && (Takes(new RevocationKey(caller.Organisation, RevocationKey.OfPrincipal, caller.Principal),
            caller.IssuedAt, verb, resource)
            || (caller.Session is { } session
                && Takes(new RevocationKey(caller.Organisation, RevocationKey.OfSession, session),
                    Always, verb, resource))
            || (caller.CredentialId is { } id
                && Takes(new RevocationKey(caller.Organisation, RevocationKey.OfToken, id), Always, verb, resource)));

    private bool Takes(in RevocationKey key, DateTimeOffset issuedAt, string? verb, string resource)
    {
        if (!_withdrawn.TryGetValue(key, out var withdrawals))
            return false;
        foreach (var withdrawal in withdrawals)
        {
            if (withdrawal.Takes(issuedAt, verb, resource))
                return true;
        }

        return false;
    }

    /// <summary>A withdrawal of everything makes the earlier ones of the same subject superfluous.</summary>
    private void Put(RevocationKey key, Withdrawal withdrawal)
    {
        var before = _withdrawn.GetValueOrDefault(key, []);
        var after = withdrawal.Denied is null ? [withdrawal] : (Withdrawal[])[.. before, withdrawal];
        _withdrawn[key] = after;
        Volatile.Write(ref _count, _count + after.Length - before.Length);
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var (key, withdrawals) in _withdrawn)
        {
            var left = Array.FindAll(withdrawals, withdrawal => withdrawal.Term.Until > now);
            if (left.Length == 0)
                _withdrawn.TryRemove(key, out _);
            else
                _withdrawn[key] = left;
            Volatile.Write(ref _count, _count - withdrawals.Length + left.Length);
        }
    }
}
