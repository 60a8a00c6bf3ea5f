using System.Collections.Concurrent;

namespace Attune.Realtime.Admission;

/// <summary>
/// The accounts of all principals or of all organisations. Looking one up takes no lock. The table is bounded: who finds
/// it full of accounts in use shares one account with others in the same position.
/// </summary>
internal sealed class AdmissionAccounts<TKey>(ScopeLimits limits, int max, TimeProvider clock)
    where TKey : notnull
{
    private const int LooksForRoom = 64;

    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<TKey, AdmissionAccount> _accounts = new();
    private readonly AdmissionAccount _shared = new(limits);
    private IEnumerator<KeyValuePair<TKey, AdmissionAccount>>? _sweep;

    public int Count => _accounts.Count;

    /// <summary>The account of somebody; made when there is none. Null when nothing is limited.</summary>
    public AdmissionAccount? Find(TKey key)
    {
        if (limits.IsUnlimited)
            return null;
        if (_accounts.TryGetValue(key, out var account))
            return account;
        lock (_gate)
        {
            if (_accounts.TryGetValue(key, out account))
                return account;
            if (_accounts.Count >= max && !TryMakeRoom())
                return _shared;
            return _accounts[key] = new AdmissionAccount(limits);
        }
    }

    /// <summary>The account of somebody, with one connection more.</summary>
    /// <returns>False when that would be one too many.</returns>
    public bool TryConnect(TKey key, out AdmissionAccount? account)
    {
        // Under the lock, so that the account is not forgotten between finding it and counting.
        lock (_gate)
        {
            account = Find(key);
            return account is null || account.TryConnect();
        }
    }

    /// <summary>A connection less; an account that says nothing any more is forgotten.</summary>
    public void Disconnect(TKey key, AdmissionAccount? account)
    {
        if (account is null)
            return;
        account.Disconnect();
        if (account.Connections > 0 || account == _shared)
            return;
        lock (_gate)
        {
            if (account.IsIdle(clock.GetTimestamp()))
                _accounts.TryRemove(KeyValuePair.Create(key, account));
        }
    }

    /// <summary>Looks at some accounts, each time at others, so that those that are idle are found wherever they stand.</summary>
    private bool TryMakeRoom()
    {
        var now = clock.GetTimestamp();
        var hasRoom = false;
        var hasTurned = false;
        for (var looks = 0; looks < LooksForRoom; looks++)
        {
            _sweep ??= _accounts.GetEnumerator();
            if (!_sweep.MoveNext())
            {
                _sweep = null;
                if (hasTurned)
                    break;
                hasTurned = true;
                continue;
            }

            if (_sweep.Current.Value.IsIdle(now))
                hasRoom |= _accounts.TryRemove(_sweep.Current);
        }

        return hasRoom;
    }
}
