using Attune.Foundation.Access;
using Attune.Realtime.Access;
using Attune.Realtime.Delivery.Commands;
using Attune.Realtime.Sessions;
using Attune.Realtime.Tests.Delivery;

namespace Attune.Realtime.Tests.Access;

/// <summary>The end of a caller's token is the end of their connection, whatever the clock does.</summary>
public sealed class ExpiryTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 4, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1)]
    [InlineData(1023)]
    [InlineData(1024)]
    [InlineData(1025)]
    [InlineData(5000)]
    public void What_is_set_comes_in_its_second_once(int seconds)
    {
        var wheel = new ExpiryWheel();
        var connection = NewConnection();
        wheel.Advance(Start.ToUnixTimeSeconds(), _ => Assert.Fail("Nothing was set."));
        wheel.Set(connection, Start.AddSeconds(seconds - 0.5));
        for (var second = 1; second < seconds; second++)
            wheel.Advance(Start.ToUnixTimeSeconds() + second, _ => Assert.Fail($"It came after {second} s."));
        var came = 0;
        wheel.Advance(Start.ToUnixTimeSeconds() + seconds, _ => came++);
        wheel.Advance(Start.ToUnixTimeSeconds() + seconds + 2000, _ => came++);
        Assert.Equal((1, 0), (came, wheel.Count));
    }

    [Fact]
    public void A_clock_that_jumps_ahead_finds_everything_and_one_that_jumps_back_waits()
    {
        var wheel = new ExpiryWheel();
        var now = Start.ToUnixTimeSeconds();
        wheel.Advance(now, _ => { });
        foreach (var seconds in (int[])[5, 900, 3000, 90_000])
            wheel.Set(NewConnection(), Start.AddSeconds(seconds));
        var came = 0;
        wheel.Advance(now - 1000, _ => came++);
        Assert.Equal(0, came);
        wheel.Advance(now + 100_000, _ => came++);
        Assert.Equal((4, 0), (came, wheel.Count));
    }

    [Fact]
    public void What_is_set_again_or_removed_comes_no_more_at_its_old_time()
    {
        var wheel = new ExpiryWheel();
        var now = Start.ToUnixTimeSeconds();
        wheel.Advance(now, _ => { });
        Connection[] connections = [NewConnection(), NewConnection(), NewConnection()];
        foreach (var connection in connections)
            wheel.Set(connection, Start.AddSeconds(10));
        wheel.Set(connections[1], Start.AddSeconds(20));
        wheel.Remove(connections[2]);
        wheel.Remove(connections[2]);
        var came = new List<Connection>();
        wheel.Advance(now + 15, came.Add);
        Assert.Equal([connections[0]], came);
        wheel.Advance(now + 25, came.Add);
        Assert.Equal([connections[0], connections[1]], came);
    }

    /// <summary>Seeded: set, set again, remove and advance in any order; a plain list says what must come.</summary>
    [Fact]
    public void The_wheel_does_what_a_list_would()
    {
        var random = new Random(3);
        var wheel = new ExpiryWheel();
        var now = Start.ToUnixTimeSeconds();
        wheel.Advance(now, _ => { });
        var connections = Enumerable.Range(0, 40).Select(_ => NewConnection()).ToList();
        var expected = new Dictionary<Connection, long>();
        for (var step = 0; step < 20_000; step++)
        {
            var connection = connections[random.Next(connections.Count)];
            switch (random.Next(4))
            {
                case 0:
                    wheel.Remove(connection);
                    expected.Remove(connection);
                    break;
                case 1:
                    now += random.Next(1, random.Next(2) == 0 ? 30 : 3000);
                    var came = new HashSet<Connection>();
                    wheel.Advance(now, due => Assert.True(came.Add(due)));
                    Assert.Equal(expected.Where(set => set.Value <= now).Select(set => set.Key).ToHashSet(), came);
                    foreach (var due in came)
                        expected.Remove(due);
                    break;
                default:
                    var at = now + random.Next(-5, 2500);
                    wheel.Set(connection, DateTimeOffset.FromUnixTimeSeconds(at));
                    expected[connection] = Math.Max(at, now + 1);
                    break;
            }

            Assert.Equal(expected.Count, wheel.Count);
        }
    }

    [Fact]
    public async Task A_websocket_is_reminded_and_then_closed_and_a_refresh_moves_both()
    {
        await using var harness = DeliveryHarness.Start();
        var (peer, reminders) = (new FrameRecorder(), 0);
        var connection = await harness.ConnectAsync(peer, "finance");
        var caller = connection.Caller;
        connection.Caller = caller with { RenewFrom = Start.AddSeconds(30), EndsAt = Start.AddSeconds(70) };
        connection.Shard.Post(new WatchExpiry(connection));
        await TickAsync(29);
        Assert.Equal(0, Reminders());
        await TickAsync(30);
        Assert.Equal(1, Reminders());
        connection.Caller = caller with { RenewFrom = Start.AddSeconds(130), EndsAt = Start.AddSeconds(170) };
        connection.Shard.Post(new WatchExpiry(connection));
        await TickAsync(100);
        Assert.Equal((1, null), (Reminders(), connection.ClosedWith?.Name));
        await TickAsync(131);
        Assert.Equal(2, Reminders());
        await TickAsync(170);
        Assert.Equal("token_expired", connection.ClosedWith?.Name);

        async Task TickAsync(int seconds)
        {
            connection.Shard.Post(new Tick(Start.AddSeconds(seconds)));
            await harness.SettleAsync();
        }

        int Reminders() => reminders += SentFrame.Read(peer.Take()).Count(frame =>
            frame.Text.StartsWith("{\"type\":\"expiring\"", StringComparison.Ordinal));
    }

    private static Connection NewConnection() => new(
        1, "s", Caller.Nobody, "websocket", Start, new FrameRecorder(), null!);
}
