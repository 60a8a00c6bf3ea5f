using Attune.Foundation.Access;
using Attune.Foundation.Failures;
using Attune.Realtime.Admission;
using Attune.Realtime.Settings;
using Attune.TestKit.Time;
using Microsoft.Extensions.Options;

namespace Attune.Realtime.Tests.Admission;

/// <summary>Who is let in, who has to wait, and what is remembered of whom.</summary>
public sealed class AdmissionControlTests
{
    private readonly ManualClock _clock = new();
    private readonly AdmissionOptions _settings = new() { BurstSeconds = 1 };

    [Fact]
    public void As_shipped_one_machine_is_never_refused()
    {
        var admission = Make(new AdmissionOptions());
        for (var i = 0; i < 19_000; i++)
        {
            if (i % 2000 == 0)
                _clock.Advance(TimeSpan.FromSeconds(1));
            Assert.Null(admission.AtTheDoor(isHandshake: true));
            var pass = admission.Enter(Somebody("owner"), isHandshake: true).Value;
            Assert.Null(admission.Follow(pass, 256));
            Assert.Null(admission.Take(pass, Traffic.Publish, 1000));
            Assert.Null(admission.Take(pass, Traffic.Append));
        }

        Assert.Equal(0, admission.Refused.All);
        Assert.Equal(503, admission.AtTheDoor(isHandshake: false)?.Status);
    }

    [Fact]
    public void A_place_that_was_left_is_free_for_the_next()
    {
        _settings.Principal.MaxConnections = 2;
        var admission = Make(_settings);
        var first = admission.Enter(Somebody("mia"), isHandshake: true).Value;
        Assert.Null(admission.Enter(Somebody("mia"), isHandshake: true).Failure);
        var refused = admission.Enter(Somebody("mia"), isHandshake: true).Failure;
        Assert.Equal(("too_many_connections", 429, true), (refused?.Code, refused?.Status, refused?.Retry));
        Assert.Null(admission.Enter(Somebody("tom"), isHandshake: true).Failure);
        admission.Leave(first);
        Assert.Null(admission.Enter(Somebody("mia"), isHandshake: true).Failure);
        Assert.Equal(["principal.connections=1"], Reasons(admission));
    }

    [Fact]
    public void Those_who_do_not_say_who_they_are_cannot_keep_out_those_who_do()
    {
        _settings.Server.MaxConnections = 8;
        var admission = Make(_settings);
        var silent = admission.Enter(Caller.Nobody, isHandshake: true).Value;
        var late = admission.Enter(Caller.Nobody, isHandshake: true).Value;
        Assert.Equal("too_many_connections", admission.Enter(Caller.Nobody, isHandshake: true).Failure?.Code);
        Assert.Null(admission.Enter(Somebody("mia"), isHandshake: true).Failure);
        Assert.Null(admission.Identify(late, Somebody("tom")));
        Assert.Null(admission.Enter(Caller.Nobody, isHandshake: true).Failure);
        Assert.NotNull(admission.Enter(Caller.Nobody, isHandshake: true).Failure);
        admission.Leave(late);
        Assert.NotNull(admission.Enter(Caller.Nobody, isHandshake: true).Failure);
        admission.Leave(silent);
        Assert.Null(admission.Enter(Caller.Nobody, isHandshake: true).Failure);
    }

    [Fact]
    public void One_organisation_cannot_take_the_places_of_another()
    {
        _settings.Organisation.MaxConnections = 3;
        var admission = Make(_settings);
        for (var i = 0; i < 3; i++)
            Assert.Null(admission.Enter(Somebody($"p{i}"), isHandshake: true).Failure);
        Assert.Equal("too_many_connections", admission.Enter(Somebody("p4"), isHandshake: true).Failure?.Code);
        Assert.Null(admission.Enter(Somebody("p4", "tower"), isHandshake: true).Failure);
    }

    [Fact]
    public void Who_says_only_later_who_it_is_counts_from_then_on()
    {
        _settings.Principal.MaxConnections = 1;
        _settings.Organisation.HandshakesPerSecond = 2;
        var admission = Make(_settings);
        var passes = Enumerable.Range(0, 3).Select(_ => admission.Enter(Caller.Nobody, isHandshake: true).Value).ToList();
        Assert.Null(admission.Identify(passes[0], Somebody("mia")));
        Assert.Equal("too_many_connections", admission.Identify(passes[1], Somebody("mia"))?.Code);
        Assert.Null(admission.Identify(passes[1], Somebody("tom")));
        Assert.Equal("rate_limited", admission.Identify(passes[2], Somebody("ann"))?.Code);
        passes.ForEach(admission.Leave);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(admission.Enter(Somebody("mia"), isHandshake: true).Failure);
        Assert.Null(admission.Enter(Somebody("ann"), isHandshake: true).Failure);
    }

    [Fact]
    public void A_storm_is_refused_at_the_door_and_told_to_come_back_at_different_times()
    {
        _settings.Server.HandshakesPerSecond = 100;
        var admission = Make(_settings);
        var refused = Enumerable.Range(0, 1000).Select(_ => admission.AtTheDoor(isHandshake: true))
            .OfType<Failure>().ToList();
        Assert.Equal(900, refused.Count);
        Assert.All(refused, failure => Assert.Equal((503, "rate_limited"), (failure.Status, failure.Code)));
        Assert.True(refused.Select(failure => (int)failure.RetryAfter!.Value.TotalSeconds).Distinct().Count() >= 5);
        _clock.Advance(TimeSpan.FromSeconds(0.5));
        Assert.Equal(50, Enumerable.Range(0, 1000).Count(_ => admission.AtTheDoor(isHandshake: true) is null));
        // Somebody who only goes on polling is not part of the storm.
        Assert.Null(admission.AtTheDoor(isHandshake: false));
        Assert.Equal(["server.handshakes=1850"], Reasons(admission));
    }

    [Fact]
    public void A_refusal_by_one_limit_costs_nothing_of_the_others()
    {
        _settings.Connection.PublishesPerSecond = 10;
        _settings.Principal.PublishesPerSecond = 5;
        var admission = Make(_settings);
        var pass = admission.Enter(Somebody("mia"), isHandshake: true).Value;
        for (var i = 0; i < 5; i++)
            Assert.Null(admission.Take(pass, Traffic.Publish));
        for (var i = 0; i < 20; i++)
            Assert.Equal("rate_limited", admission.Take(pass, Traffic.Publish)?.Code);
        var other = admission.Enter(Somebody("mia"), isHandshake: true).Value;
        Assert.Equal(TimeSpan.FromSeconds(0.2), admission.Take(other, Traffic.Publish)?.RetryAfter);
        _clock.Advance(TimeSpan.FromSeconds(0.2));
        // The connection's own ten were not touched by the twenty refusals.
        Assert.Null(admission.Take(pass, Traffic.Publish));
        Assert.Equal(["principal.publishes=21"], Reasons(admission));
    }

    [Fact]
    public void A_caller_cannot_get_a_fresh_bucket_by_connecting_anew()
    {
        _settings.Principal.PublishesPerSecond = 5;
        var admission = Make(_settings);
        for (var i = 0; i < 5; i++)
        {
            var pass = admission.Enter(Somebody("mia"), isHandshake: true).Value;
            Assert.Null(admission.Take(pass, Traffic.Publish));
            admission.Leave(pass);
        }

        Assert.NotNull(admission.Take(admission.PassFor("house", "mia"), Traffic.Publish));
    }

    [Fact]
    public void Topics_are_counted_over_all_connections_of_a_caller()
    {
        _settings.Principal.MaxSubscriptions = 3;
        var admission = Make(_settings);
        var first = admission.Enter(Somebody("mia"), isHandshake: true).Value;
        var second = admission.Enter(Somebody("mia"), isHandshake: true).Value;
        first.Follow(2);
        Assert.Null(admission.Follow(second, 1));
        Assert.Equal("too_many_topics", admission.Follow(second, 2)?.Code);
        first.Follow(-1);
        Assert.Null(admission.Follow(second, 2));
    }

    [Fact]
    public void The_table_stays_within_its_bound_and_those_beyond_it_share_one_account()
    {
        var limits = ScopeLimits.Of(AdmissionScope.Principal,
            new ScopeLimitOptions { PublishesPerSecond = 1, MaxConnections = 1 }, 1, _clock.TimestampFrequency);
        var accounts = new AdmissionAccounts<string>(limits, max: 100, _clock);
        for (var i = 0; i < 100; i++)
            Assert.True(accounts.TryConnect($"p{i}", out _));
        Assert.True(accounts.TryConnect("late", out var late));
        Assert.False(accounts.TryConnect("later", out var later));
        Assert.Same(late, later);
        Assert.Equal(100, accounts.Count);
        for (var i = 0; i < 100; i++)
            accounts.Disconnect($"p{i}", accounts.Find($"p{i}"));
        Assert.Equal(0, accounts.Count);
    }

    [Fact]
    public void An_account_that_was_used_lately_is_kept_until_it_says_nothing_more()
    {
        var limits = ScopeLimits.Of(AdmissionScope.Principal,
            new ScopeLimitOptions { PublishesPerSecond = 1 }, 1, _clock.TimestampFrequency);
        var accounts = new AdmissionAccounts<string>(limits, max: 1, _clock);
        Assert.True(accounts.Find("mia")!.TryTake(Traffic.Publish, 1, _clock.GetTimestamp(), out _));
        Assert.NotSame(accounts.Find("mia"), accounts.Find("tom"));
        Assert.False(accounts.Find("mia")!.TryTake(Traffic.Publish, 1, _clock.GetTimestamp(), out _));
        _clock.Advance(TimeSpan.FromSeconds(1));
        var shared = accounts.Find("tom");
        Assert.Same(shared, accounts.Find("tom"));
        Assert.Equal(1, accounts.Count);
    }

    private static Caller Somebody(string principal, string organisation = "house") =>
        new(organisation, principal, CallerKind.Person, [], [], null, null);

    private static string[] Reasons(AdmissionControl admission) =>
        [.. admission.Refused.Measure().Select(measured => $"{measured.Tags[0].Value}={measured.Value}")];

    private AdmissionControl Make(AdmissionOptions settings) =>
        new(Options.Create(new RealtimeOptions { Admission = settings }), _clock);
}
