using System.Text;
using Attune.Foundation.Access;
using Attune.Realtime.Delivery;
using Attune.Realtime.Delivery.Commands;
using Attune.Realtime.Sessions;
using Attune.Realtime.Settings;
using Attune.TestKit.Proofs;
using Attune.TestKit.Time;
using Microsoft.Extensions.Logging.Abstractions;

namespace Attune.Realtime.Tests.Delivery;

/// <summary>A shard with the settings as they are shipped, whose seconds the test counts.</summary>
public sealed class PingTests
{
    private static readonly Caller Mia = new("house", "mia", CallerKind.Person, [], [], null, null);

    private readonly ManualClock _clock = new();
    private readonly DeliveryShard _shard = new(
        0, DeliverySettings.From(new RealtimeOptions()), new RealtimeLog(NullLogger<RealtimeLog>.Instance));

    [Fact]
    [Proves("D-53", "D-54")]
    public async Task A_client_that_answers_is_pinged_every_30_seconds_and_stays_connected()
    {
        var (connection, frames) = await ConnectAsync(id: 0);
        var pinged = new List<int>();
        for (var second = 1; second <= 300; second++)
        {
            await TickAsync();
            if (!frames.Take().AsSpan().StartsWith((ReadOnlySpan<byte>)[0x89, 0x00]))
                continue;
            pinged.Add(second);
            connection.LastHeard = _shard.Seconds;
        }

        Assert.Equal(Enumerable.Range(1, 10).Select(i => 30 * i), pinged);
        Assert.False(connection.IsClosing || frames.IsAborted);
        Assert.Equal(0, _shard.Counters.MissedPings);
    }

    [Fact]
    public async Task A_ping_is_a_control_frame_and_a_text_for_clients_that_never_see_control_frames()
    {
        var (_, frames) = await ConnectAsync(id: 0);
        for (var second = 1; second <= 30; second++)
            await TickAsync();
        var bytes = frames.Take();
        Assert.Equal([0x89, 0x00, 0x81], bytes[..3]);
        Assert.StartsWith("""{"type":"ping",""", Encoding.UTF8.GetString(bytes.AsSpan(4)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connections_that_came_together_are_not_pinged_together()
    {
        var connections = new List<FrameRecorder>();
        for (var id = 0; id < 6; id++)
            connections.Add((await ConnectAsync(id)).Frames);
        var pinged = new List<int>();
        for (var second = 1; second <= 30; second++)
        {
            await TickAsync();
            pinged.AddRange(connections.Where(frames => frames.Take().Length > 0).Select(_ => second));
        }

        Assert.Equal([25, 26, 27, 28, 29, 30], pinged);
    }

    [Fact]
    public async Task A_silent_client_is_told_and_closed_after_two_pings_without_an_answer()
    {
        var (connection, frames) = await ConnectAsync(id: 0);
        for (var second = 1; second <= 60; second++)
            await TickAsync();
        Assert.False(connection.IsClosing);
        frames.Take();
        for (var second = 61; second <= 90; second++)
            await TickAsync();
        Assert.Equal(0x88, frames.Take()[0]);
        Assert.Equal(4000, connection.ClosedWith?.Number);
        Assert.Equal(2, _shard.Counters.MissedPings);
        await TickAsync();
        Assert.False(frames.IsAborted);
        await TickAsync();
        Assert.True(frames.IsAborted);
    }

    private async Task<(Connection Connection, FrameRecorder Frames)> ConnectAsync(int id)
    {
        var frames = new FrameRecorder();
        var connection = new Connection(id, $"s{id}", Mia, "test", _clock.GetUtcNow(), frames, _shard);
        _shard.Post(new OpenConnection(connection));
        _shard.Post(new SubscribeTopics(connection, [], null, _ => [], isHandshake: true));
        await SettleAsync();
        frames.Take();
        return (connection, frames);
    }

    private async Task TickAsync()
    {
        _clock.Advance(TimeSpan.FromSeconds(1));
        _shard.Post(new Tick(_clock.GetUtcNow()));
        await SettleAsync();
    }

    /// <summary>Two questions: what the first pass has made due is written before the second answer.</summary>
    private async Task SettleAsync()
    {
        for (var pass = 0; pass < 2; pass++)
        {
            var question = new AskShard<bool>(_ => true);
            _shard.Post(question);
            await question.Answer.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        }
    }
}
