using Attune.Realtime.Presence;

namespace Attune.Realtime.Tests.Presence;

/// <summary>Who is in one topic, step by step and against a model.</summary>
public sealed class TopicPresenceTests
{
    private static readonly PresenceRules Rules = new(Linger: 100, Coalesce: 15, CountOnlyAbove: 50);

    private long _number;

    [Fact]
    public void A_principal_with_several_sessions_is_one_member_until_the_last_has_left()
    {
        var presence = Make();
        presence.TryJoin(1, "mia", "s1", now: 0);
        presence.TryJoin(2, "mia", "s2", now: 0);
        presence.TryJoin(3, "tom", "s3", now: 0);
        var page = presence.Read(0, 10);
        Assert.Equal((2, null), (page.Count, page.Next));
        Assert.Equal(("mia", 2, "s2 s1"), (page.Members[0].Principal, page.Members[0].Connections,
            string.Join(' ', page.Members[0].Sessions)));
        presence.Leave(1, lingers: false, now: 1);
        Assert.Equal(2, presence.Read(0, 10).Count);
        presence.Leave(2, lingers: false, now: 2);
        Assert.Equal("tom", Assert.Single(presence.Read(0, 10).Members).Principal);
    }

    [Fact]
    public void Polls_that_follow_each_other_do_not_flap()
    {
        var presence = Make();
        for (var poll = 0; poll < 20; poll++)
        {
            presence.TryJoin(poll, "mia", $"s{poll}", now: poll * 50);
            Assert.Equal(1, Assert.Single(presence.Read(0, 10).Members).Connections);
            presence.Leave(poll, lingers: true, now: (poll * 50) + 10);
            presence.Expire(now: (poll * 50) + 20);
        }

        // Told once when it came, and once when no poll has come for the time that it lingers.
        Assert.Equal(["mia"], presence.TakeChange(now: 1000)!.Joined);
        Assert.Null(presence.TakeChange(now: 1030));
        presence.Expire(now: 1059);
        Assert.Equal(1, presence.Read(0, 10).Count);
        presence.Expire(now: 1060);
        Assert.Equal(0, presence.Read(0, 10).Count);
        Assert.Equal(["mia"], presence.TakeChange(now: 1080)!.Left);
        Assert.True(presence.TryRetire());
        Assert.False(presence.TryJoin(99, "mia", "late", now: 1081));
    }

    [Fact]
    public void Changes_are_gathered_and_those_that_cancel_out_are_not_told()
    {
        var presence = Make();
        presence.TryJoin(1, "mia", "s1", now: 10);
        presence.TryJoin(2, "tom", "s2", now: 12);
        presence.Leave(2, lingers: false, now: 14);
        Assert.Null(presence.TakeChange(now: 24));
        var change = presence.TakeChange(now: 25)!;
        Assert.Equal(("mia", "", 1), (string.Join(' ', change.Joined!), string.Join(' ', change.Left!), change.Count));
        presence.TryJoin(3, "tom", "s3", now: 30);
        presence.Leave(3, lingers: false, now: 31);
        Assert.Null(presence.TakeChange(now: 60));
        Assert.False(presence.HasWork);
    }

    [Fact]
    public void With_many_members_or_many_changes_only_the_count_is_told()
    {
        var presence = Make();
        for (var i = 0; i < 51; i++)
            presence.TryJoin(i, $"p{i}", $"s{i}", now: 0);
        Assert.Equal(new PresenceChange(null, null, 51), presence.TakeChange(now: 15));
        presence.TryJoin(51, "p51", "s51", now: 20);
        Assert.Equal(new PresenceChange(null, null, 52), presence.TakeChange(now: 35));
        for (var i = 0; i < 51; i++)
            presence.Leave(i, lingers: false, now: 40);
        Assert.Equal(new PresenceChange(null, null, 1), presence.TakeChange(now: 55));
        presence.TryJoin(60, "mia", "s60", now: 60);
        Assert.Equal(["mia"], presence.TakeChange(now: 75)!.Joined);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public void Pages_hold_everybody_who_stays_exactly_once_although_others_come_and_go_between_them(int limit)
    {
        var presence = Make();
        for (var i = 0; i < 200; i++)
            presence.TryJoin(i, $"p{i}", $"s{i}", now: 0);
        var seen = new List<string>();
        var gone = 0;
        for (long? after = 0; after is not null;)
        {
            var page = presence.Read(after.Value, limit);
            Assert.InRange(page.Members.Count, 1, limit);
            seen.AddRange(page.Members.Select(member => member.Principal));
            after = page.Next;
            // Every second one leaves, also from pages that were read already.
            presence.Leave((gone += 2) % 200, lingers: false, now: 1);
            presence.TryJoin(1000 + gone, $"late{gone}", "s", now: 1);
            Assert.InRange(gone, 0, 2000);
            if (seen.Contains("p199"))
                break;
        }

        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.Empty(Enumerable.Range(0, 100).Select(i => $"p{(2 * i) + 1}").Except(seen));
    }

    [Fact]
    public void Any_coming_and_going_gives_what_a_simple_model_gives_and_who_follows_the_changes_knows_it()
    {
        for (var seed = 0; seed < 300; seed++)
            Follow(new Random(seed));
    }

    /// <summary>
    /// A follower asks once at any moment, applies every change from then on, asks again when it was told only a count, and
    /// must know the members whenever nothing is left to tell.
    /// </summary>
    private void Follow(Random random)
    {
        var presence = Make();
        var model = new PresenceModel(Rules.Linger);
        var known = new HashSet<string>();
        var (now, next) = (0L, 1L);
        for (var step = 0; step < 200; step++)
        {
            now += random.Next(0, 8);
            presence.Expire(now);
            model.Expire(now);
            switch (random.Next(8))
            {
                case < 4:
                    var principal = $"p{random.Next(random.Next(2) == 0 ? 5 : 80)}";
                    presence.TryJoin(next, principal, $"s{next}", now);
                    model.Join(next++, principal);
                    break;
                case < 7 when model.Open is { Count: > 0 } open:
                    var leaving = open[random.Next(open.Count)];
                    var lingers = random.Next(2) == 0;
                    presence.Leave(leaving, lingers, now);
                    model.Leave(leaving, lingers, now);
                    break;
                default:
                    known = Ask(presence);
                    break;
            }

            AssertSame(model, presence, random.Next(1, 30));
            if (presence.TakeChange(now) is { } change)
                Apply(change, known, presence);
        }

        if (presence.TakeChange(now + Rules.Coalesce) is { } last)
            Apply(last, known, presence);
        Assert.Equal(model.Members.Order(StringComparer.Ordinal), known.Order(StringComparer.Ordinal));
    }

    private static HashSet<string> Ask(TopicPresence presence) =>
        [.. presence.Read(0, 1000).Members.Select(member => member.Principal)];

    private static void Apply(PresenceChange change, HashSet<string> known, TopicPresence presence)
    {
        if (change.Joined is null || change.Left is null)
        {
            known.Clear();
            known.UnionWith(Ask(presence));
            return;
        }

        known.UnionWith(change.Joined);
        known.ExceptWith(change.Left);
        Assert.Equal(change.Count, known.Count);
    }

    private static void AssertSame(PresenceModel model, TopicPresence presence, int limit)
    {
        // Asking changes what is told, so only now and then.
        if (limit > 5)
            return;
        var members = new List<PresentMember>();
        for (long? after = 0; after is not null;)
        {
            var page = presence.Read(after.Value, limit);
            Assert.Equal(model.Members.Count, page.Count);
            members.AddRange(page.Members);
            after = page.Next;
        }

        Assert.Equal(model.Members, members.Select(member => member.Principal));
        Assert.All(members, member => Assert.Equal(model.ConnectionsOf(member.Principal), member.Connections));
    }

    private TopicPresence Make() => new(Rules, tellsChanges: true, () => ++_number);
}
