using System.Net;
using System.Net.Sockets;
using System.Text;
using Attune.Server.Hosting;
using Attune.Server.Hosting.Visitors;
using Attune.Server.Tests.Wire;
using Attune.Server.Verbs.Processes;

namespace Attune.Server.Tests.Hosting;

/// <summary>Visitors' own devices reach the guide's page and its questions, and nothing else of the server.</summary>
public sealed class VisitorDoorTests
{
    private const string Ask = """{"question":"How do I import a document?","sittingId":"s1"}""";

    [Fact]
    public async Task A_visitor_reads_the_pages_settings_asks_and_is_forgotten()
    {
        await using var place = await OpenAsync();
        var settings = await place.Http.GetStringAsync(new Uri("/v1/guide/kiosk", UriKind.Relative));
        Assert.Contains("\"locked\":true", settings, StringComparison.Ordinal);
        Assert.False((await place.Server.GetAsync("/v1/guide/kiosk")).GetProperty("locked").GetBoolean());
        Assert.Equal(HttpStatusCode.OK, await place.StatusAsync("GET", "/v1/personas"));
        Assert.Equal(HttpStatusCode.OK, await place.StatusAsync("GET", "/live"));
        var answer = await place.AskAsync(origin: null);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains("event: text", answer.Body, StringComparison.Ordinal);
        Assert.Contains("\"complete\":true", answer.Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await place.AskAsync(origin: place.Visitors)).Status);
        Assert.Equal(HttpStatusCode.OK, await place.StatusAsync("POST", "/api/rag-llm/close", """{"session_id":"s1"}"""));
        using var root = await place.Http.GetAsync(new Uri("/", UriKind.Relative));
        Assert.Equal((HttpStatusCode.Redirect, "/guide/kiosk"), (root.StatusCode, root.Headers.Location?.OriginalString));
    }

    [Fact]
    public async Task Everything_else_is_shut()
    {
        string[] shut =
        [
            "GET /health",
            "GET /ready",
            "GET /status",
            "GET /metrics",
            "GET /settings",
            "GET /openapi/v1.json",
            "GET /v1/knowledge/documents",
            "POST /v1/knowledge/documents",
            "GET /v1/knowledge/search?q=a",
            "GET /v1/replies",
            "POST /v1/ask",
            "POST /v1/guide/ask",
            "GET /v1/models",
            "POST /v1/models",
            "GET /v1/conversations",
            "POST /api/rag-llm/query",
            "POST /api/rag-llm/warmup",
            "GET /api/rag-llm/sessions/s1/history",
            "GET /v2/realtime/stream",
            "GET /v2/realtime/events?topics=finance",
            "POST /v2/realtime/publish",
        ];
        HttpStatusCode[] refused = [HttpStatusCode.NotFound, HttpStatusCode.Forbidden];
        await using var place = await OpenAsync();
        foreach (var (method, path) in shut.Select(one => (one.Split(' ')[0], one.Split(' ')[1])))
        {
            Assert.Contains(await place.StatusAsync(method, path, "{}"), refused);
            // Whatever host name is written into the request.
            Assert.Matches("^HTTP/1.1 40[34] ",
                await place.RawAsync($"{method} {path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n"));
        }
    }

    [Fact]
    public async Task The_stream_is_not_opened_to_visitors_and_stays_open_to_the_owner()
    {
        await using var place = await OpenAsync();
        const string Upgrade = "GET /v2/realtime/stream HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\n"
            + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
        Assert.Matches("^HTTP/1.1 40[34] ", await place.RawAsync(Upgrade));
        using var owner = await place.Server.ConnectAsync();
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(place.Server.Http, "GET", "/v1/knowledge/documents"));
    }

    [Fact]
    public async Task Another_page_that_a_visitor_has_open_cannot_ask_for_them()
    {
        await using var place = await OpenAsync();
        Assert.Equal(HttpStatusCode.Forbidden, (await place.AskAsync(origin: "https://evil.example")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await place.AskAsync(origin: "null")).Status);
    }

    [Theory]
    [InlineData("0.0.0.0:8090")]
    [InlineData("https://0.0.0.0:8090")]
    [InlineData("http://museum.example:8090")]
    [InlineData("http://0.0.0.0:8090/guide")]
    [InlineData("http://0.0.0.0:8080")]
    [InlineData("http://0.0.0.0:0")]
    public void An_address_that_cannot_be_the_visitors_is_refused(string text) => Assert.Throws<ConfigurationException>(
        () => VisitorAddress.Read(text, "http://127.0.0.1:8080;http://127.0.0.1:5002"));

    [Fact]
    public void Whoever_starts_the_server_is_told_how_visitors_come_in()
    {
        Assert.Null(VisitorAddress.Read("", "http://127.0.0.1:8080"));
        Assert.Contains("--Kiosk:Url=http://0.0.0.0:8090", VisitorAddress.Describe(null), StringComparison.Ordinal);
        var bound = VisitorAddress.Read("http://192.0.2.7:8090", "http://127.0.0.1:8080");
        Assert.Equal("Visitors open http://192.0.2.7:8090/guide/kiosk", VisitorAddress.Describe(bound));
    }

    private static async Task<Place> OpenAsync()
    {
        var visitors = $"http://127.0.0.1:{FreePort.Find()}";
        return new Place(await RunningServer.StartAsync($"--Kiosk:Url={visitors}"), visitors);
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, string method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
        if (method == "POST")
            request.Content = new StringContent(body ?? "", Encoding.UTF8, "application/json");
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    /// <summary>A server and its visitors' address.</summary>
    private sealed class Place(RunningServer server, string visitors) : IAsyncDisposable
    {
        public RunningServer Server => server;

        public string Visitors => visitors;

        public HttpClient Http { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false })
        {
            BaseAddress = new Uri(visitors),
        };

        public Task<HttpStatusCode> StatusAsync(string method, string path, string? body = null) =>
            VisitorDoorTests.StatusAsync(Http, method, path, body);

        public async Task<(HttpStatusCode Status, string Body)> AskAsync(string? origin)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/v1/guide/ask", UriKind.Relative))
            {
                Content = new StringContent(Ask, Encoding.UTF8, "application/json"),
            };
            request.Headers.Accept.ParseAdd("text/event-stream");
            if (origin is not null)
                request.Headers.Add("Origin", origin);
            using var response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
            return (response.StatusCode, await response.Content.ReadAsStringAsync());
        }

        public async Task<string> RawAsync(string head)
        {
            var address = new Uri(visitors);
            using var client = new TcpClient();
            await client.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
            var stream = client.GetStream();
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"{head}\r\n"), TestContext.Current.CancellationToken);
            using var reader = new StreamReader(stream);
            return await reader.ReadLineAsync(TestContext.Current.CancellationToken) ?? "";
        }

        public async ValueTask DisposeAsync()
        {
            Http.Dispose();
            await server.DisposeAsync();
        }
    }
}
