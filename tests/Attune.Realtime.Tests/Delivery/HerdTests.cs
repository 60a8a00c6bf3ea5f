using Attune.Realtime.Sessions;
using Attune.Realtime.Specification;

namespace Attune.Realtime.Tests.Delivery;

/// <summary>
/// Goal: followers that stand at the same place share what was gathered for one of them, and nobody notices: each gets exactly
/// its events, in order, however the others stand.
/// Method: seeded interleavings of publishing to several topics, stalling, coming late, replaying, filtering and compressing,
/// with every connection compared event by event with what was published.
/// </summary>
public sealed class HerdTests
{
    private static readonly string[] s_topics = ["room:1", "room:2", "room:3"];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 25)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Everybody_gets_exactly_its_events_however_the_others_stand(int seed)
    {
        var random = new Random(seed);
        await using var harness = DeliveryHarness.Start();
        var members = new List<Member>();
        var published = new List<(string Topic, long Seq, string? Scope)>();
        for (var i = 0; i < 20; i++)
            members.Add(await JoinAsync(harness, random, published));
        for (var step = 0; step < 60; step++)
        {
            switch (random.Next(8))
            {
                case 0:
                    members[random.Next(members.Count)].StallIfNot();
                    break;
                case 1:
                    members[random.Next(members.Count)].GoOn();
                    break;
                case 2 when members.Count < 40:
                    members.Add(await JoinAsync(harness, random, published));
                    break;
                default:
                    await PublishSomeAsync(harness, random, published);
                    break;
            }
        }

        foreach (var member in members)
            member.GoOn();
        // The last event reaches everyone who wants no scope but their own, so it ends the waiting.
        foreach (var topic in s_topics)
            published.Add((topic, (await harness.PublishAsync(topic, "\"end\"")).Seq, null));
        foreach (var member in members)
            await member.AssertGotAsync(published);
        Assert.Equal(
            members.Sum(member => member.Expected(published).Count), harness.Sum(counters => counters.Events));
    }

    private static async Task<Member> JoinAsync(
        DeliveryHarness harness, Random random, List<(string Topic, long Seq, string? Scope)> published)
    {
        var topic = s_topics[random.Next(s_topics.Length)];
        var scope = random.Next(6) == 0 ? "s1" : null;
        // Most come from now on; some resume in the middle of what was published.
        long? after = random.Next(4) == 0 && published.Count > 0 ? published[random.Next(published.Count)].Seq : null;
        var from = after ?? (published.Count == 0 ? 0 : published[^1].Seq);
        var peer = new StallingPeer();
        var connection = await harness.ConnectAsync(peer, topic, isDeflated: random.Next(6) == 0, after, scope);
        return new Member(connection, peer, topic, scope, from);
    }

    private static async Task PublishSomeAsync(
        DeliveryHarness harness, Random random, List<(string Topic, long Seq, string? Scope)> published)
    {
        var topic = s_topics[random.Next(s_topics.Length)];
        // Several before anybody is served: they leave in one write.
        for (var left = random.Next(1, 6); left > 0; left--)
        {
            var scope = random.Next(4) == 0 ? $"s{random.Next(1, 3)}" : null;
            var draft = EngineHarness.Draft(topic, data: $"\"{new string('x', random.Next(1, 400))}\"") with { Scope = scope };
            var receipt = (await harness.Engine.TryPublishAsync(draft)).Value[0];
            published.Add((topic, receipt.Seq, scope));
        }

        if (random.Next(2) == 0)
            await harness.SettleAsync();
    }

    private sealed record Member(Connection Connection, StallingPeer Peer, string Topic, string? Scope, long From)
    {
        private bool _isStalled;

        public void StallIfNot()
        {
            if (!_isStalled)
                Peer.Stall();
            _isStalled = true;
        }

        public void GoOn()
        {
            Peer.GoOnIfStalled();
            _isStalled = false;
        }

        public List<long> Expected(List<(string Topic, long Seq, string? Scope)> published) =>
        [
            .. published.Where(item => item.Topic == Topic && item.Seq > From
                && (Scope is null || item.Scope is null || item.Scope == Scope)).Select(item => item.Seq),
        ];

        public async Task AssertGotAsync(List<(string Topic, long Seq, string? Scope)> published)
        {
            var expected = Expected(published);
            var frames = await Peer.TakeUntilAsync(frame => Seqs(frame).Contains(expected[^1]));
            Assert.Equal(expected, frames.SelectMany(Seqs));
            Assert.Equal(expected.Count, Connection.EventsDelivered);
        }

        private static IEnumerable<long> Seqs(SentFrame frame) =>
            (frame.First & 0x0F) == 1 && frame.Json.TryGetProperty("events", out var events)
                ? events.EnumerateArray().Select(json => json.GetProperty("seq").GetInt64()) : [];
    }
}
