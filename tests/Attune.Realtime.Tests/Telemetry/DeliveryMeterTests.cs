using Attune.Foundation.Access;
using Attune.Realtime.Delivery;
using Attune.Realtime.Sessions;
using Attune.Realtime.Settings;
using Attune.Realtime.Tests.Delivery;
using Attune.TestKit.Time;
using Microsoft.Extensions.Logging.Abstractions;

namespace Attune.Realtime.Tests.Telemetry;

/// <summary>What a shard measures of its writes and pings, with a clock that the test moves.</summary>
public sealed class DeliveryMeterTests
{
    private const string Latency = "attune.realtime.delivery.latency";
    private const string Frames = "attune.realtime.write.frames";
    private const string RoundTrip = "attune.realtime.ping.round_trip";

    private static readonly Caller Mia = new("house", "mia", CallerKind.Person, [], [], null, null);

    private readonly ManualClock _clock = new();

    [Fact]
    public async Task The_time_until_a_slow_peer_has_taken_an_event_is_measured_and_a_replay_is_not()
    {
        using var measured = new Measured();
        await using var harness = DeliveryHarness.Start(measure: measured.Start);
        var peer = new StallingPeer();
        await harness.ConnectAsync(peer, "room:1");
        await harness.PublishAsync("room:1", "1");
        Assert.Equal([0], measured.Of(Latency));
        peer.Stall();
        await harness.PublishAsync("room:1", "2");
        await harness.PublishAsync("room:1", "3");
        harness.Engine.Clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal([0], measured.Of(Latency));
        peer.GoOn();
        Assert.Equal([0, 3, 3], await measured.UntilAsync(Latency, 3));
        await harness.ConnectAsync(new FrameRecorder(), "room:1", after: 0);
        // The answer to the subscription and all three events.
        Assert.Equal(4, measured.Of(Frames)[^1]);
        Assert.Equal(3, measured.Of(Latency).Count);
    }

    [Fact]
    public void One_of_so_many_writes_is_measured_and_one_that_carries_nothing_does_not_count()
    {
        using var measured = new Measured();
        var meter = measured.Start(_clock).ForShard(writesPerSample: 4);
        for (var write = 1; write <= 9; write++)
        {
            meter.BeginWrite();
            meter.BeginWrite();
            Assert.Equal(0, meter.EndWrite(write));
        }

        Assert.Equal([1, 5, 9], measured.Of(Frames));
        Assert.Empty(measured.Of(Latency));
    }

    [Fact]
    public void The_first_pong_of_the_connection_that_was_pinged_ends_a_round_trip()
    {
        using var measured = new Measured();
        var meter = measured.Start(_clock).ForShard();
        var shard = new DeliveryShard(
            0, DeliverySettings.From(new RealtimeOptions()), new RealtimeLog(NullLogger<RealtimeLog>.Instance));
        var (first, second, poll) = (Connect(1, Connection.WebSocket), Connect(2, Connection.WebSocket), Connect(3, "poll"));
        meter.Pinged(poll);
        meter.Pinged(first);
        meter.Pinged(second);
        _clock.Advance(TimeSpan.FromMilliseconds(40));
        meter.Answered(poll);
        meter.Answered(second);
        Assert.Empty(measured.Of(RoundTrip));
        meter.Answered(first);
        meter.Answered(first);
        Assert.Equal([0.04], measured.Of(RoundTrip));

        Connection Connect(int id, string transport) =>
            new(id, $"s{id}", Mia, transport, _clock.GetUtcNow(), new FrameRecorder(), shard);
    }
}
