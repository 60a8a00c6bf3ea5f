using Attune.Realtime.AiStreams;
using Attune.Realtime.Settings;
using Attune.Realtime.Subscriptions;
using Attune.Realtime.Tests.Delivery;
using Attune.Realtime.Tests.StreamEngines;

namespace Attune.Realtime.Tests.Telemetry;

/// <summary>What delivery and the engine count by reason, beside what the tests of the policies and pings look at.</summary>
public sealed class DeliveryCountersTests
{
    [Theory]
    [InlineData(30L, RecoveryOutcome.Current)]
    [InlineData(29L, RecoveryOutcome.Ring)]
    [InlineData(11L, RecoveryOutcome.Log)]
    [InlineData(10L, RecoveryOutcome.Log)]
    [InlineData(0L, RecoveryOutcome.Log)]
    [InlineData(9L, RecoveryOutcome.Gap)]
    [InlineData(31L, RecoveryOutcome.Rewind)]
    [InlineData(null, null)]
    public async Task A_recovery_counts_by_where_it_finds_what_was_missed(long? after, object? expected)
    {
        await using var harness = DeliveryHarness.Start(options =>
        {
            options.RingBytesPerTopic = 16 * 1024;
            options.Topics.Add(new TopicRuleOptions
            {
                Pattern = "few:*",
                Retention = new RetentionOptions { MaxEvents = 20, MinEvents = 20, MinAgeSeconds = 0 },
            });
        });
        var filling = new string('x', 1500);
        for (var i = 1; i <= 30; i++)
        {
            harness.Engine.Clock.Advance(TimeSpan.FromSeconds(1));
            await harness.PublishAsync("few:1", $"\"{filling}\"");
        }

        await harness.ConnectAsync(new FrameRecorder(), "few:1", after: after);
        var counted = Enum.GetValues<RecoveryOutcome>()
            .Where(outcome => harness.Sum(counters => counters.Recoveries(outcome)) == 1);
        Assert.Equal(expected is null ? [] : [(RecoveryOutcome)expected], counted);
    }

    [Fact]
    public async Task Streams_count_by_state_and_each_loss_of_a_producer_once()
    {
        await using var engine = EmbeddedHarness.Start();
        var producer = new StreamProducer(_ => { });
        await engine.AppendAsAsync(producer, "s1", 0, "one");
        await engine.AppendAsAsync(new StreamProducer(_ => { }), "s2", 0, "two");
        Assert.Equal(2, Assert.Single(engine.Engine.StreamsByState, pair => pair.Key == AiStreamState.Open).Value);
        producer.Leave(engine.Clock.GetTimestamp());
        await engine.PassAsync(16);
        await engine.PassAsync(16);
        Assert.Equal(1, engine.Engine.OrphanedStreams);
        Assert.Equal((1, 1), (engine.Engine.StreamsByState[AiStreamState.Open],
            engine.Engine.StreamsByState[AiStreamState.Orphaned]));
    }
}
