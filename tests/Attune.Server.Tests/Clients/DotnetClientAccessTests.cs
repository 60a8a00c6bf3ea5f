using Attune.Client;
using Attune.Server.Tests.Wire.Access;

namespace Attune.Server.Tests.Clients;

/// <summary>The .NET client at a server that asks for tokens, which end and lose rights while it is connected.</summary>
public sealed class DotnetClientAccessTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private static readonly string[] Rights = ["subscribe:room:*", "publish:room:*"];

    [Fact]
    public async Task A_token_is_renewed_before_it_ends_and_a_withdrawn_right_ends_its_topic_alone()
    {
        await using var server = await TokenServer.StartAsync();
        var asked = 0;
        var renewed = new TaskCompletionSource();
        await using var client = new AttuneClient(new AttuneClientOptions(server.Server.Process.Address)
        {
            Transports = [TransportKind.WebSocket],
            AccessToken = _ =>
            {
                if (++asked == 2)
                    renewed.TrySetResult();
                // The server reminds of the end of the first when half of it is over.
                return ValueTask.FromResult<string?>(SignedToken.For("mia", Rights, asked == 1 ? 8 : 600, id: $"mia{asked}"));
            },
        });
        await using var first = client.Subscribe("room:1", new TopicPosition(0));
        await using var second = client.Subscribe("room:2", new TopicPosition(0));
        client.Connect();
        var live = await client.WhenAsync(status => status.State == ClientState.Live).WaitAsync(Deadline);
        await renewed.Task.WaitAsync(Deadline);
        Assert.NotNull(await client.RefreshAsync().WaitAsync(Deadline));
        // The connection does not depend on it any more.
        await server.RevokeAsync("""{"token":"mia1"}""");
        await server.RevokeAsync("""{"principal":"mia","deny":["subscribe:room:1"]}""");
        await using var ended = first.GetAsyncEnumerator();
        Assert.Equal("forbidden", (await FailureAsync(ended)).Code);
        await client.PublishAsync("room:2", EventToPublish.Of("t", "x") with { Id = "x" }).WaitAsync(Deadline);
        await using var kept = second.GetAsyncEnumerator();
        Assert.True(await kept.MoveNextAsync().AsTask().WaitAsync(Deadline));
        Assert.Equal("x", Assert.IsType<TopicEvent>(kept.Current).Id);
        Assert.Equal(live.Session, client.Status.Session);
    }

    [Theory]
    [InlineData(TransportKind.WebSocket)]
    [InlineData(TransportKind.EventStream)]
    [InlineData(TransportKind.LongPoll)]
    public async Task Who_may_only_publish_needs_no_other_right(TransportKind transport)
    {
        await using var server = await TokenServer.StartAsync();
        await using var client = new AttuneClient(new AttuneClientOptions(server.Server.Process.Address)
        {
            Transports = [transport],
            AccessToken = _ => ValueTask.FromResult<string?>(SignedToken.For("mia", ["publish:room:1"])),
        });
        client.Connect();
        await client.WhenAsync(status => status.State == ClientState.Live).WaitAsync(Deadline);
        Assert.True((await client.PublishAsync("room:1", EventToPublish.Of("t", "x")).WaitAsync(Deadline)).Seq > 0);
        var refused = await Assert.ThrowsAsync<AttuneException>(
            () => client.PublishAsync("room:2", EventToPublish.Of("t", "x")).WaitAsync(Deadline));
        Assert.Equal("forbidden", refused.Code);
        await using var room = client.Subscribe("room:1");
        await using var reader = room.GetAsyncEnumerator();
        Assert.Equal("forbidden", (await FailureAsync(reader)).Code);
    }

    [Fact]
    public async Task Without_a_token_it_is_refused_for_good()
    {
        await using var server = await TokenServer.StartAsync();
        await using var client = new AttuneClient(server.Server.Process.Address.AbsoluteUri);
        var publishing = client.PublishAsync("room:1", EventToPublish.Of("t", "x"));
        client.Connect();
        Assert.Equal("refused", (await Assert.ThrowsAsync<AttuneException>(() => publishing.WaitAsync(Deadline))).Code);
        Assert.Equal(ClientState.Closed, client.Status.State);
    }

    private static Task<AttuneException> FailureAsync(IAsyncEnumerator<TopicNews> reader) =>
        Assert.ThrowsAsync<AttuneException>(() => reader.MoveNextAsync().AsTask().WaitAsync(Deadline));
}
