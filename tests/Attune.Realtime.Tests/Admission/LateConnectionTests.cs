using Attune.Contracts.Errors;
using Attune.Foundation.Access;
using Attune.Realtime.Admission;
using Attune.Realtime.Delivery;
using Attune.Realtime.Delivery.Commands;
using Attune.Realtime.Sessions;
using Attune.Realtime.Settings;
using Attune.Realtime.Streams;
using Attune.Realtime.Telemetry;
using Attune.Realtime.Tests.Delivery;
using Attune.Realtime.Tests.StreamEngines;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Attune.Realtime.Tests.Admission;

/// <summary>A connection that was let in just before a drain began, and opens after everybody else has gone.</summary>
public sealed class LateConnectionTests
{
    [Fact]
    public async Task It_is_sent_away_too()
    {
        await using var engine = EmbeddedHarness.Start();
        using var instruments = new DeliveryInstruments(TimeProvider.System);
        var options = Options.Create(new RealtimeOptions());
        var log = new RealtimeLog(NullLogger<RealtimeLog>.Instance);
        var hub = new DeliveryHub(options, engine.Engine, new Unwatched(), instruments, log);
        using var drain = new DrainControl(hub, options, log, TimeProvider.System);
        drain.Begin(ClosingCodes.Draining, isFinal: false);
        await drain.Done.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

        var (id, shard) = hub.NextConnection();
        var peer = new StallingPeer();
        shard.Post(new OpenConnection(new Connection(
            id, "late", Caller.Nobody, Connection.WebSocket, TimeProvider.System.GetUtcNow(), peer, shard)));
        var frames = await peer.TakeUntilAsync(frame => frame.First == 0x88);
        Assert.Single(frames);
        Assert.True(drain.IsDraining);
    }

    private sealed class Unwatched : ISubscriptionWatcher
    {
        public void Followed(Connection connection, Topic topic)
        {
        }

        public void Left(Connection connection, Topic topic, bool isGone)
        {
        }
    }
}
