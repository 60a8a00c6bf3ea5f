using System.Net;
using Attune.Client.Tests.Fake;

namespace Attune.Client.Tests;

/// <summary>The life of a connection: states, fallback and the way back, advice, refusals.</summary>
public sealed class ConnectionTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task It_goes_from_idle_over_connecting_to_live_and_closed()
    {
        await using var server = new FakeServer();
        await using var client = new AttuneClient(server.Options());
        var states = new List<ClientState> { client.Status.State };
        client.StatusChanged += (_, status) => states.Add(status.State);
        client.Connect();
        var live = await client.WhenAsync(status => status.State == ClientState.Live).WaitAsync(Deadline);
        Assert.Equal(TransportKind.WebSocket, live.Transport);
        Assert.Equal("s", live.Session);
        await client.CloseAsync();
        Assert.Equal([ClientState.Idle, ClientState.Connecting, ClientState.Live, ClientState.Closed], states);
    }

    [Theory]
    [InlineData(true, TransportKind.EventStream)]
    [InlineData(false, TransportKind.LongPoll)]
    public async Task Without_WebSockets_it_is_degraded_and_comes_back_without_a_loss(bool events, TransportKind kind)
    {
        await using var server = new FakeServer { AllowsSockets = false, AllowsEventStreams = events };
        await using var client = new AttuneClient(server.Options());
        await using var room = client.Subscribe("room:1", new TopicPosition(0));
        await using var reader = room.GetAsyncEnumerator();
        server.Publish("room:1", "a");
        client.Connect();
        var degraded = await client.WhenAsync(status => status.State == ClientState.Degraded).WaitAsync(Deadline);
        Assert.Equal(kind, degraded.Transport);
        Assert.Equal("a", await NextIdAsync(reader));
        server.Publish("room:1", "b");
        Assert.Equal("b", await NextIdAsync(reader));
        Assert.Equal("c", (await client.PublishAsync("room:1", EventToPublish.Of("t", "x") with { Id = "c" })).Id);
        server.AllowsSockets = true;
        await client.WhenAsync(status => status.State == ClientState.Live).WaitAsync(Deadline);
        server.Publish("room:1", "d");
        Assert.Equal("c", await NextIdAsync(reader));
        Assert.Equal("d", await NextIdAsync(reader));
    }

    [Fact]
    public async Task Suspended_it_stays_away_and_resumed_it_misses_nothing()
    {
        await using var server = new FakeServer();
        await using var client = new AttuneClient(server.Options());
        await using var room = client.Subscribe("room:1");
        await using var reader = room.GetAsyncEnumerator();
        client.Connect();
        var first = NextIdAsync(reader);
        for (var i = 0; !first.IsCompleted; i++)
        {
            server.Publish("room:1", $"a{i}");
            await Task.WhenAny(first, Task.Delay(20));
        }

        await client.SuspendAsync();
        Assert.Equal(ClientState.Suspended, client.Status.State);
        var before = server.Connections;
        server.Publish("room:1", "b");
        var published = client.PublishAsync("room:1", EventToPublish.Of("t", "c") with { Id = "c" });
        Assert.Equal(before, server.Connections);
        Assert.False(published.IsCompleted);
        client.Resume();
        await published.WaitAsync(Deadline);
        string id;
        do
            id = await NextIdAsync(reader);
        while (id[0] == 'a');
        Assert.Equal("b", id);
        Assert.Equal("c", await NextIdAsync(reader));
    }

    [Fact]
    public async Task A_bye_tells_the_window_in_which_it_comes_back()
    {
        await using var server = new FakeServer();
        await using var client = new AttuneClient(server.Options());
        client.Connect();
        await client.WhenAsync(status => status.State == ClientState.Live).WaitAsync(Deadline);
        server.Broadcast("""{"type":"bye","reason":"draining","reconnectAfterMs":[3600000,7200000]}""");
        // Its answer comes after the bye, on the same connection.
        await client.PingAsync().WaitAsync(Deadline);
        var now = TimeProvider.System.GetUtcNow();
        server.CutAll();
        var resuming = await client.WhenAsync(status => status.State == ClientState.Resuming).WaitAsync(Deadline);
        Assert.InRange(resuming.NextAttemptAt!.Value, now.AddHours(1), TimeProvider.System.GetUtcNow().AddHours(2));
        client.Wake();
        await client.WhenAsync(status => status.State == ClientState.Live).WaitAsync(Deadline);
    }

    [Fact]
    public async Task Retry_After_is_waited_for()
    {
        await using var server = new FakeServer();
        server.Refuse = _ =>
        {
            var refusal = FakeHttp.Problem(HttpStatusCode.ServiceUnavailable, "overloaded");
            refusal.Headers.Add("Retry-After", "3600");
            return refusal;
        };
        await using var client = new AttuneClient(new AttuneClientOptions(server.Options().Address)
        {
            Transports = [TransportKind.EventStream, TransportKind.LongPoll],
            HttpHandler = server.Options().HttpHandler,
        });
        var now = TimeProvider.System.GetUtcNow();
        client.Connect();
        var waiting = await client.WhenAsync(status => status.NextAttemptAt is not null).WaitAsync(Deadline);
        Assert.True(waiting.NextAttemptAt >= now.AddHours(1));
        Assert.Equal("HTTP 503", waiting.LastEnd);
        Assert.Single(server.Tokens); // an overloaded server is not asked by the next transport as well
    }

    [Fact]
    public async Task Each_connection_asks_for_a_token_and_a_refresh_tells_it()
    {
        await using var server = new FakeServer();
        var count = 0;
        await using var client = new AttuneClient(new AttuneClientOptions(server.Options().Address)
        {
            ConnectSocket = server.ConnectAsync,
            HttpHandler = server.Options().HttpHandler,
            BackOffStart = TimeSpan.FromMilliseconds(1),
            AccessToken = _ => ValueTask.FromResult<string?>($"token{++count}"),
        });
        client.Connect();
        await client.WhenAsync(status => status.State == ClientState.Live).WaitAsync(Deadline);
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 5, 0, 0, TimeSpan.Zero), await client.RefreshAsync().WaitAsync(Deadline));
        Assert.Equal(["token1", "token2"], server.Tokens);
    }

    [Fact]
    public async Task A_topic_that_is_refused_ends_alone()
    {
        await using var server = new FakeServer();
        server.Forbidden.Add("secret");
        foreach (var sockets in new[] { true, false })
        {
            server.AllowsSockets = sockets;
            await using var client = new AttuneClient(server.Options());
            await using var secret = client.Subscribe("secret");
            await using var room = client.Subscribe("room:1", new TopicPosition(0));
            client.Connect();
            server.Publish("room:1", $"a{sockets}");
            await using var reader = room.GetAsyncEnumerator();
            await NextIdAsync(reader);
            await using var refused = secret.GetAsyncEnumerator();
            var error = await FailureAsync(refused);
            Assert.Equal("unknown_service", error.Code);
            Assert.NotEqual("", error.WhatToDo);
        }
    }

    [Fact]
    public async Task A_token_that_ends_soon_is_renewed_without_a_new_connection()
    {
        await using var server = new FakeServer();
        var count = 0;
        await using var client = new AttuneClient(new AttuneClientOptions(server.Options().Address)
        {
            ConnectSocket = server.ConnectAsync,
            AccessToken = _ => ValueTask.FromResult<string?>($"token{++count}"),
        });
        client.Connect();
        await client.WhenAsync(status => status.State == ClientState.Live).WaitAsync(Deadline);
        server.Broadcast("""{"type":"expiring","expiresAt":"2026-11-22T05:00:00Z","closesAt":"2026-11-22T05:01:00Z"}""");
        await server.WhenAsync(() => server.Tokens.Count == 2, Deadline);
        Assert.Equal(["token1", "token2"], server.Tokens);
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task A_right_that_is_withdrawn_ends_its_subscription_alone()
    {
        await using var server = new FakeServer();
        await using var client = new AttuneClient(server.Options());
        await using var lost = client.Subscribe("room:1", new TopicPosition(0));
        await using var kept = client.Subscribe("room:2", new TopicPosition(0));
        client.Connect();
        await client.WhenAsync(status => status.State == ClientState.Live).WaitAsync(Deadline);
        server.Broadcast("""{"type":"unsubscribed","topics":["room:1"],"code":"forbidden","message":"It was withdrawn."}""");
        await using var ended = lost.GetAsyncEnumerator();
        var error = await FailureAsync(ended);
        Assert.Equal("forbidden", error.Code);
        Assert.Equal("It was withdrawn.", error.Message);
        server.Publish("room:2", "a");
        await using var reader = kept.GetAsyncEnumerator();
        Assert.Equal("a", await NextIdAsync(reader));
    }

    [Fact]
    public async Task A_closed_client_says_goodbye_answers_every_call_at_once_and_can_connect_again()
    {
        await using var server = new FakeServer();
        await using var client = new AttuneClient(server.Options());
        client.Connect();
        await client.WhenAsync(status => status.State == ClientState.Live).WaitAsync(Deadline);
        await client.CloseAsync();
        await server.WhenAsync(() => server.Goodbyes == 1, Deadline);
        var closed = await Assert.ThrowsAsync<AttuneException>(
            () => client.PublishAsync("room:1", EventToPublish.Of("t", "x")).WaitAsync(Deadline));
        Assert.Equal("closed", closed.Code);
        await Assert.ThrowsAsync<AttuneException>(() => client.HistoryAsync("room:1").WaitAsync(Deadline));
        Assert.Equal("closed", Assert.Throws<AttuneException>(() => client.Subscribe("room:1")).Code);
        Assert.Equal("closed", Assert.Throws<AttuneException>(() => client.View("s")).Code);
        Assert.Equal("closed", Assert.Throws<AttuneException>(() => client.Write("s")).Code);
        client.Connect();
        Assert.Equal(1, (await client.PublishAsync("room:1", EventToPublish.Of("t", "x")).WaitAsync(Deadline)).Seq);
        await client.DisposeAsync();
        Assert.Throws<ObjectDisposedException>(client.Connect);
    }

    [Fact]
    public async Task A_client_that_is_refused_for_good_says_so_to_whoever_waits()
    {
        await using var server = new FakeServer { AllowsSockets = false };
        server.Refuse = _ => FakeHttp.Problem(HttpStatusCode.Unauthorized, "token_invalid");
        await using var client = new AttuneClient(server.Options());
        await using var room = client.Subscribe("room:1");
        var publishing = client.PublishAsync("room:1", EventToPublish.Of("t", "x"));
        client.Connect();
        await client.WhenAsync(status => status.State == ClientState.Closed).WaitAsync(Deadline);
        var error = await Assert.ThrowsAsync<AttuneException>(() => publishing.WaitAsync(Deadline));
        Assert.Equal("refused", error.Code);
        Assert.Contains("401", error.Message, StringComparison.Ordinal);
        Assert.NotEqual("", error.WhatToDo);
        await using var reader = room.GetAsyncEnumerator();
        Assert.Equal("refused", (await FailureAsync(reader)).Code);
    }

    private static Task<AttuneException> FailureAsync(IAsyncEnumerator<TopicNews> reader) =>
        Assert.ThrowsAsync<AttuneException>(() => reader.MoveNextAsync().AsTask().WaitAsync(Deadline));

    private static async Task<string> NextIdAsync(IAsyncEnumerator<TopicNews> reader)
    {
        Assert.True(await reader.MoveNextAsync().AsTask().WaitAsync(Deadline));
        return Assert.IsType<TopicEvent>(reader.Current).Id;
    }
}
