using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Attune.Server.Tests.Wire.Access;

/// <summary>A running server that asks for tokens.</summary>
internal sealed class TokenServer : IAsyncDisposable
{
    private readonly RunningServer _server;

    private TokenServer(RunningServer server) => _server = server;

    public RunningServer Server => _server;

    /// <summary>A token that may do everything.</summary>
    public static string Operator => SignedToken.For("operator", ["*"]);

    public static async Task<TokenServer> StartAsync(params string[] settings) =>
        new(await RunningServer.StartAsync([SignedToken.ModeSetting, SignedToken.KeySetting, .. settings]));

    public Uri SocketOf(string token) => new UriBuilder(_server.Socket) { Query = $"access_token={token}" }.Uri;

    public Task<WireClient> ConnectAsync(string token, string handshake) => WireClient.ConnectAsync(SocketOf(token), handshake);

    /// <summary>Sends a request with a token in its header.</summary>
    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, string? token, string? body = null,
        HttpCompletionOption completion = HttpCompletionOption.ResponseContentRead)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return await _server.Http.SendAsync(request, completion, TestContext.Current.CancellationToken);
    }

    /// <summary>The status, and the code if it is a problem.</summary>
    public async Task<(int Status, string? Code)> AskAsync(HttpMethod method, string path, string? token, string? body = null)
    {
        using var response = await SendAsync(method, path, token, body);
        if (response.IsSuccessStatusCode)
            return ((int)response.StatusCode, null);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.NotEmpty(problem.GetProperty("whatToDo").GetString()!);
        return ((int)response.StatusCode, problem.GetProperty("code").GetString());
    }

    public async Task RevokeAsync(string body)
    {
        using var response = await SendAsync(HttpMethod.Post, "/v2/realtime/revocations", Operator, body);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    public async Task PublishAsync(string topic, string type = "thing.happened")
    {
        using var response = await SendAsync(HttpMethod.Post, "/v2/realtime/publish", Operator,
            $$$"""{"service":"{{{topic}}}","type":"{{{type}}}","data":{}}""");
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
