using Attune.Realtime.Admission;
using Attune.Realtime.Settings;
using Attune.TestKit.Time;

namespace Attune.Realtime.Tests.Admission;

/// <summary>The table of accounts stays within its bound and forgets those that say nothing any more.</summary>
public sealed class AdmissionAccountsTests
{
    private const int Max = 1_000;

    private readonly ManualClock _clock = new();

    [Fact]
    public void Idle_accounts_make_room_wherever_they_stand_in_the_table()
    {
        var accounts = Make();
        var busy = Enumerable.Range(0, Max / 2).ToDictionary(i => $"busy{i}", i => Connect(accounts, $"busy{i}"));
        for (var i = 0; i < Max / 2; i++)
            Assert.NotNull(accounts.Find($"idle{i}"));
        Assert.Equal(Max, accounts.Count);
        // Each look finds some of the idle ones sooner or later: everybody gets an account of their own.
        var own = 0;
        for (var i = 0; i < Max / 4; i++)
        {
            var account = accounts.Find($"new{i}");
            own += accounts.Find($"new{i}") == account && account != accounts.Find($"other{i}") ? 1 : 0;
            Assert.InRange(accounts.Count, 1, Max);
        }

        Assert.True(own > Max / 5, $"only {own} of {Max / 4} got an account of their own");
        // Nobody who is connected was forgotten.
        Assert.All(busy, pair => Assert.Same(pair.Value, accounts.Find(pair.Key)));
    }

    [Fact]
    public void Who_finds_the_table_full_of_connected_ones_shares_an_account()
    {
        var accounts = Make();
        for (var i = 0; i < Max; i++)
            Connect(accounts, $"busy{i}");
        Assert.Same(accounts.Find("late"), accounts.Find("later"));
        Assert.Equal(Max, accounts.Count);
    }

    private static AdmissionAccount Connect(AdmissionAccounts<string> accounts, string key)
    {
        Assert.True(accounts.TryConnect(key, out var account));
        return account!;
    }

    private AdmissionAccounts<string> Make() => new(
        ScopeLimits.Of(AdmissionScope.Principal, new ScopeLimitOptions { MaxConnections = 5 }, 1, _clock.TimestampFrequency),
        Max, _clock);
}
