using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using Attune.Client.Tests.Fake;

namespace Attune.Client.Tests;

/// <summary>What the fallbacks have to make up for: several requests at once, positions as tokens, growing bodies.</summary>
public sealed class FallbackTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(TransportKind.EventStream)]
    [InlineData(TransportKind.LongPoll)]
    public async Task Topics_with_positions_of_different_kinds_all_begin_although_much_is_replayed(TransportKind transport)
    {
        const int Count = 500;
        await using var server = new FakeServer();
        for (var i = 0; i < Count; i++)
        {
            server.Publish("room:1", $"a{i}");
            server.Publish("room:2", $"b{i}");
        }

        await using var client = new AttuneClient(Only(server, transport));
        await using var news = client.Subscribe(new Dictionary<string, TopicPosition?>
        {
            ["room:1"] = new TopicPosition(0),
            ["room:2"] = new TopicPosition(2, "g1"),
            ["room:3"] = null,
        });
        client.Connect();
        await client.WhenAsync(status => status.State == ClientState.Live).WaitAsync(Deadline);
        server.Publish("room:3", "last");
        var read = await ReadAsync(news, (2 * Count) - 1 + 1);
        Assert.Equal(Enumerable.Range(0, Count).Select(i => $"a{i}"), IdsOf("room:1"));
        Assert.Equal(Enumerable.Range(1, Count - 1).Select(i => $"b{i}"), IdsOf("room:2"));
        Assert.Equal(["last"], IdsOf("room:3"));

        IEnumerable<string> IdsOf(string topic) => read.Where(one => one.Topic == topic).Select(one => one.Id);
    }

    [Theory]
    [InlineData(TransportKind.WebSocket)]
    [InlineData(TransportKind.EventStream)]
    [InlineData(TransportKind.LongPoll)]
    public async Task A_token_that_is_not_understood_any_more_is_left_out(TransportKind transport)
    {
        await using var server = new FakeServer();
        server.Publish("room:1", "old");
        await using var client = new AttuneClient(Only(server, transport));
        // From now on: its position is known by a token alone until its first event.
        await using var room = client.Subscribe("room:1");
        client.Connect();
        await client.WhenAsync(status => status.State == ClientState.Live).WaitAsync(Deadline);
        lock (server.Log.Gate)
            server.Log.Key = "other";
        server.CutAll();
        server.Publish("room:1", "new");
        Assert.Equal("new", Assert.Single(await ReadAsync(room, 1)).Id);
    }

    [Fact]
    public async Task A_proxy_that_resets_WebSockets_is_gone_round_and_a_server_that_is_away_is_not_asked_twice()
    {
        await using var server = new FakeServer();
        await using var reset = new AttuneClient(Without(server, SocketError.ConnectionReset));
        reset.Connect();
        var degraded = await reset.WhenAsync(status => status.State == ClientState.Degraded).WaitAsync(Deadline);
        Assert.Equal(TransportKind.EventStream, degraded.Transport);
        await reset.CloseAsync();
        var asked = server.Tokens.Count;
        await using var away = new AttuneClient(Without(server, SocketError.ConnectionRefused));
        away.Connect();
        await away.WhenAsync(status => status.NextAttemptAt is not null).WaitAsync(Deadline);
        Assert.Equal(asked, server.Tokens.Count);
    }

    [Fact]
    public async Task A_writer_that_goes_leaves_nothing_behind_that_another_would_write_into()
    {
        await using var server = new FakeServer();
        await using var client = new AttuneClient(Only(server, TransportKind.EventStream));
        client.Connect();
        await using (var first = client.Write("s"))
        {
            await first.AppendAsync("abc");
            await server.WhenAsync(() => server.Log.Streams.GetValueOrDefault("s")?.Bytes.Count == 3, Deadline);
        }

        await using var second = client.Write("s");
        await second.AppendAsync("abcdef");
        var outcome = await second.EndAsync().WaitAsync(Deadline);
        Assert.Equal(AiStreamState.Complete, outcome.State);
        Assert.Equal("abcdef"u8.ToArray(), server.Log.Streams["s"].Bytes);
    }

    [Theory]
    [InlineData(TransportKind.WebSocket)]
    [InlineData(TransportKind.EventStream)]
    public async Task A_source_that_fails_is_told_as_itself(TransportKind transport)
    {
        await using var server = new FakeServer();
        await using var client = new AttuneClient(new AttuneClientOptions(server.Options().Address)
        {
            Transports = [transport],
            ConnectSocket = server.ConnectAsync,
            HttpHandler = server.Options().HttpHandler,
            StreamPatience = TimeSpan.FromMilliseconds(1),
        });
        client.Connect();
        var failed = await Assert.ThrowsAsync<InvalidDataException>(
            () => client.FeedAsync("s", Broken(server)).WaitAsync(Deadline));
        Assert.Equal("The model is ill.", failed.Message);
        // Over HTTP the end of a body is always complete: a stream that failed is left to be orphaned.
        Assert.Equal(transport == TransportKind.WebSocket ? "failed" : "open", server.Log.Streams["s"].State);
        Assert.Equal("half a "u8.ToArray(), server.Log.Streams["s"].Bytes);
    }

    [Fact]
    public async Task A_call_that_is_refused_for_its_token_goes_again_with_the_next_one()
    {
        await using var server = new FakeServer();
        var count = 0;
        server.Refuse = request => request.Method == HttpMethod.Post && request.Headers.Authorization?.Parameter == "token1"
            ? FakeHttp.Problem(HttpStatusCode.Unauthorized, "token_expired")
            : null;
        await using var client = new AttuneClient(new AttuneClientOptions(server.Options().Address)
        {
            Transports = [TransportKind.EventStream],
            HttpHandler = server.Options().HttpHandler,
            BackOffStart = TimeSpan.FromMilliseconds(1),
            AccessToken = _ => ValueTask.FromResult<string?>($"token{++count}"),
        });
        client.Connect();
        await client.PublishAsync("room:1", EventToPublish.Of("t", "x") with { Id = "x" }).WaitAsync(Deadline);
        Assert.Equal("x", Assert.Single(server.Log.Events).Id);
        Assert.Equal(2, count);
    }

    [Fact]
    public async Task A_connection_on_which_every_topic_was_refused_is_still_held()
    {
        await using var server = new FakeServer();
        server.Forbidden.Add("secret");
        await using var client = new AttuneClient(Only(server, TransportKind.EventStream));
        await using var secret = client.Subscribe("secret");
        client.Connect();
        await client.WhenAsync(status => status.State == ClientState.Live).WaitAsync(Deadline);
        await Assert.ThrowsAsync<AttuneException>(() => ReadAsync(secret, 1));
        await using var room = client.Subscribe("room:1", new TopicPosition(0));
        server.Publish("room:1", "a");
        Assert.Equal("a", Assert.Single(await ReadAsync(room, 1)).Id);
        server.CutAll();
        server.Publish("room:1", "b");
        await using var again = client.Subscribe("room:2", new TopicPosition(0));
        server.Publish("room:2", "c");
        Assert.Equal("c", Assert.Single(await ReadAsync(again, 1)).Id);
    }

    private static AttuneClientOptions Only(FakeServer server, TransportKind transport) => new(server.Options().Address)
    {
        Transports = [transport],
        ConnectSocket = server.ConnectAsync,
        HttpHandler = server.Options().HttpHandler,
        BackOffStart = TimeSpan.FromMilliseconds(1),
        BackOffLimit = TimeSpan.FromMilliseconds(5),
        AttemptTimeout = Deadline,
    };

    private static AttuneClientOptions Without(FakeServer server, SocketError error) => new(server.Options().Address)
    {
        ConnectSocket = (_, _, _) => throw new WebSocketException("No WebSocket.", new SocketException((int)error)),
        HttpHandler = server.Options().HttpHandler,
        BackOffStart = TimeSpan.FromHours(1),
        BackOffLimit = TimeSpan.FromHours(1),
    };

    private static async IAsyncEnumerable<string> Broken(FakeServer server)
    {
        yield return "half a ";
        await server.WhenAsync(() => server.Log.Streams.GetValueOrDefault("s")?.Bytes.Count == 7, Deadline);
        throw new InvalidDataException("The model is ill.");
    }

    private static async Task<List<TopicEvent>> ReadAsync(Subscription news, int count)
    {
        using var late = new CancellationTokenSource(Deadline);
        var read = new List<TopicEvent>();
        await foreach (var one in news.WithCancellation(late.Token))
        {
            read.Add(Assert.IsType<TopicEvent>(one));
            if (read.Count == count)
                break;
        }

        return read;
    }
}
