using Attune.Realtime.Sessions;
using Attune.Realtime.Streams;
using Attune.Realtime.Telemetry;
using Attune.Realtime.Tests.Delivery;

namespace Attune.Realtime.Tests.Telemetry;

/// <summary>What the inspector computes: how far a connection is behind, and how often events come.</summary>
public sealed class InspectionTests
{
    [Fact]
    public async Task A_connection_that_takes_nothing_falls_behind_by_what_the_log_holds_and_catches_up()
    {
        await using var harness = DeliveryHarness.Start();
        var peer = new StallingPeer();
        var connection = await harness.ConnectAsync(peer, "room:1");
        await harness.PublishAsync("room:1", "1");
        Assert.Equal((0, 0), await LagOfAsync(connection));
        peer.Stall();
        await harness.PublishAsync("room:1", "2");
        Assert.Equal((0, 0), await LagOfAsync(connection));
        var before = harness.Engine.Topic("room:1").Index.Bytes;
        for (var i = 3; i <= 12; i++)
            await harness.PublishAsync("room:1", $"{i}");
        var index = harness.Engine.Topic("room:1").Index;
        Assert.Equal((10, index.Bytes - before), await LagOfAsync(connection));
        peer.GoOn();
        await peer.TakeUntilAsync(frame => frame.Text.Contains("\"data\":12", StringComparison.Ordinal));
        Assert.Equal((0, 0), await LagOfAsync(connection));

        async Task<(long, long)> LagOfAsync(Connection asked)
        {
            await harness.SettleAsync();
            var lag = ConnectionLag.Of(asked);
            return (lag.Events, lag.Bytes);
        }
    }

    [Fact]
    public void What_an_index_holds_from_a_unit_on_is_the_sum_of_its_entries_also_after_trimming()
    {
        var index = new TopicIndex();
        var entries = new List<UnitEntry>();
        for (var unit = 0; unit < 700; unit++)
        {
            entries.Add(new UnitEntry((unit + 1) * 3L, unit * 1000L, 10 + (unit * 7 % 13), 1 + (unit % 3), 1_000_000L + unit));
            index.Append(entries[unit]);
        }

        foreach (var dropped in (int[])[0, 1, 255, 256, 300, 700])
        {
            while (index.FirstUnit < dropped)
                index.DropOldest();
            foreach (var from in (int[])[-1, 0, 1, 255, 256, 257, 299, 511, 512, 699, 700])
            {
                var rest = entries.Skip(Math.Max(from, dropped)).ToList();
                Assert.Equal((rest.Sum(entry => (long)entry.Count), rest.Sum(entry => (long)entry.Length)), index.From(from));
            }
        }
    }

    [Fact]
    public void A_rate_approaches_what_comes_and_fades_when_nothing_does()
    {
        var rate = default(EventRate);
        Assert.Equal(0, rate.PerSecond(5_000_000));
        var now = 1_000_000_000L;
        for (var i = 0; i < 2000; i++)
            rate.Add(2, now += 50_000);
        Assert.InRange(rate.PerSecond(now), 39.5, 40.5);
        Assert.InRange(rate.PerSecond(now + 10_000_000), 39.5 / Math.E, 40.5 / Math.E);
        Assert.InRange(rate.PerSecond(now + 600_000_000), 0, 0.001);
        Assert.Equal(rate.PerSecond(now), rate.PerSecond(now - 60_000_000));
    }
}
