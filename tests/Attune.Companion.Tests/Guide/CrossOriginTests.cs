using System.Net;
using Attune.Companion.Tests.Guide.RagApi;
using Attune.TestKit.Folders;
using Attune.TestKit.Proofs;

namespace Attune.Companion.Tests.Guide;

/// <summary>Which web pages may ask the guide.</summary>
public sealed class CrossOriginTests : IDisposable
{
    private const string Listed = "https://kiosk.example";
    private const string Question = """{"text_user_msg":"When does the ferry leave?"}""";

    private readonly TempFolder _folder = new();

    [Fact]
    [Proves("E-086", "E-087", "E-088")]
    public async Task A_listed_origin_learns_methods_and_headers_and_may_ask()
    {
        await using var museum = await OpenAsync(Listed);
        using var preflight = await SendAsync(museum, HttpMethod.Options, Listed);
        Assert.Equal(HttpStatusCode.NoContent, preflight.StatusCode);
        Assert.Equal(Listed, Header(preflight, "Access-Control-Allow-Origin"));
        Assert.Equal("GET, POST, DELETE", Header(preflight, "Access-Control-Allow-Methods"));
        Assert.Contains("Authorization", Header(preflight, "Access-Control-Allow-Headers"), StringComparison.Ordinal);
        using var asked = await SendAsync(museum, HttpMethod.Post, Listed);
        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        Assert.Equal(Listed, Header(asked, "Access-Control-Allow-Origin"));
        Assert.Equal("Origin", Header(asked, "Vary"));
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("https://kiosk.example.evil.example")]
    [InlineData("http://kiosk.example")]
    [InlineData("null")]
    [Proves("E-085")]
    public async Task Any_other_origin_is_told_nothing_and_refused(string origin)
    {
        await using var museum = await OpenAsync(Listed);
        using var preflight = await SendAsync(museum, HttpMethod.Options, origin);
        Assert.False(preflight.Headers.Contains("Access-Control-Allow-Origin"));
        using var asked = await SendAsync(museum, HttpMethod.Post, origin);
        Assert.Equal(HttpStatusCode.Forbidden, asked.StatusCode);
        Assert.False(asked.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task A_listed_origin_reaches_nothing_but_the_guide()
    {
        await using var museum = await OpenAsync(Listed);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/knowledge/documents");
        request.Headers.Add("Origin", Listed);
        using var response = await museum.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    public void Dispose() => _folder.Dispose();

    private Task<Museum> OpenAsync(string origin) =>
        Museum.OpenAsync(_folder, settings: [("Guide:Cors:Origins:0", origin)]);

    private static Task<HttpResponseMessage> SendAsync(Museum museum, HttpMethod method, string origin)
    {
        var request = new HttpRequestMessage(method, "/api/rag-llm/query");
        request.Headers.Add("Origin", origin);
        if (method == HttpMethod.Post)
            request.Content = new StringContent(Question);
        return museum.Http.SendAsync(request);
    }

    private static string Header(HttpResponseMessage response, string name) =>
        string.Join(", ", response.Headers.GetValues(name));
}
