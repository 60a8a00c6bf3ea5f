using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Attune.Foundation.Tests.Http;

/// <summary>Clients that send a whole body before they look for an answer see the refusal, not a reset connection.</summary>
public sealed class RefusedBodyTests
{
    private const int BodyBytes = 20_000_000;

    [Fact]
    public async Task A_client_that_reads_only_after_it_has_sent_everything_sees_the_refusal()
    {
        await using var server = await FoundationServer.StartAsync();
        using var client = await ConnectAsync(server);
        await SendHeadAsync(client, $"Content-Length: {BodyBytes}");
        var piece = new byte[100_000];
        for (var sent = 0; sent < BodyBytes; sent += piece.Length)
            await client.GetStream().WriteAsync(piece, TestContext.Current.CancellationToken);

        var answer = await ReadToEndAsync(client);
        Assert.StartsWith("HTTP/1.1 413 ", answer, StringComparison.Ordinal);
        Assert.Contains("\"body_too_large\"", answer, StringComparison.Ordinal);
        Assert.Contains(FoundationServer.MaxBodyBytes.ToString(CultureInfo.InvariantCulture), answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Content-Length: 20000000\r\nExpect: 100-continue")]
    [InlineData("Content-Length: 900000000000")]
    public async Task Who_asks_first_or_announces_without_measure_is_refused_before_sending(string headers)
    {
        await using var server = await FoundationServer.StartAsync();
        using var client = await ConnectAsync(server);
        await SendHeadAsync(client, headers);
        Assert.StartsWith("HTTP/1.1 413 ", await ReadToEndAsync(client), StringComparison.Ordinal);
    }

    private static async Task<TcpClient> ConnectAsync(FoundationServer server)
    {
        var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", server.Client.BaseAddress!.Port, TestContext.Current.CancellationToken);
        return client;
    }

    private static async Task SendHeadAsync(TcpClient client, string headers)
    {
        var head = Encoding.ASCII.GetBytes($"POST /ask HTTP/1.1\r\nHost: localhost\r\n{headers}\r\n\r\n");
        await client.GetStream().WriteAsync(head, TestContext.Current.CancellationToken);
    }

    private static async Task<string> ReadToEndAsync(TcpClient client)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(TimeSpan.FromSeconds(30));
        using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
        return await reader.ReadToEndAsync(deadline.Token);
    }
}
