using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Attune.TestKit.Proofs;

namespace Attune.Foundation.Tests.Http;

/// <summary>What every endpoint can rely on: who calls, what they may do, and one form for everything that goes wrong.</summary>
public sealed class EndpointTests : IAsyncLifetime
{
    private FoundationServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await FoundationServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task A_good_call_reaches_its_use_case_with_its_caller_whatever_the_content_type(string type)
    {
        using var answer = await PostAsync("/ask?stream=s1", """{"question":"誰？"}""", type);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Equal("""{"replyId":"mia asks 誰？","streamId":"s1"}""", text);
        Assert.Equal(Encoding.UTF8.GetByteCount(text), answer.Content.Headers.ContentLength);
    }

    [Theory]
    [InlineData("{", 400, "invalid_json")]
    [InlineData("""{"question":7}""", 400, "invalid_json")]
    [InlineData("null", 400, "empty_body")]
    [InlineData("", 400, "empty_body")]
    [InlineData("{}", 400, "invalid_field")]
    public async Task A_bad_body_is_answered_with_a_problem(string body, int status, string code)
    {
        using var answer = await PostAsync("/ask", body);
        await AssertProblemAsync(answer, status, code);
    }

    [Theory]
    [InlineData("GET", "/busy", 503, "busy")]
    [InlineData("GET", "/bug", 500, "unexpected")]
    [InlineData("GET", "/without-rule", 500, "unexpected")]
    [InlineData("GET", "/caller", 500, "unexpected")]
    [InlineData("GET", "/forbidden", 403, "forbidden")]
    [InlineData("DELETE", "/things/2", 404, "not_found")]
    [InlineData("PUT", "/ask", 405, "wrong_method")]
    [Proves("B-48")]
    public async Task Whatever_goes_wrong_is_answered_with_a_problem_that_tells_no_secrets(
        string method, string path, int status, string code)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var answer = await _server.Client.SendAsync(request);
        await AssertProblemAsync(answer, status, code);
        Assert.DoesNotContain("secret", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_above_the_limit_is_refused_with_the_limit()
    {
        using var answer = await PostAsync("/ask", $$"""{"question":"{{new string('x', FoundationServer.MaxBodyBytes)}}"}""");
        var problem = await AssertProblemAsync(answer, 413, "body_too_large");
        Assert.Equal($"At most {FoundationServer.MaxBodyBytes} bytes are read.", problem.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task What_may_be_tried_again_says_when_and_what_may_not_does_not()
    {
        using var busy = await _server.Client.GetAsync("/busy");
        Assert.Equal(TimeSpan.FromSeconds(1), busy.Headers.RetryAfter?.Delta);
        using var forbidden = await _server.Client.GetAsync("/forbidden");
        Assert.Null(forbidden.Headers.RetryAfter);
    }

    [Fact]
    public async Task A_stranger_is_refused_except_where_anyone_may_call()
    {
        _server.Client.DefaultRequestHeaders.Add("X-Stranger", "yes");
        using var refused = await _server.Client.GetAsync("/things/1");
        await AssertProblemAsync(refused, 403, "not_local");
        Assert.Equal("done", await _server.Client.GetStringAsync("/open"));
    }

    [Fact]
    public async Task Removing_answers_204_without_a_body()
    {
        using var answer = await _server.Client.DeleteAsync("/things/1");
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_usable_correlation_id_is_kept_everywhere()
    {
        using var answer = await GetAsync("/things/1", "order-7_a.b");
        Assert.Equal(["order-7_a.b"], answer.Headers.GetValues("X-Correlation-ID"));
        Assert.Equal("order-7_a.b", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("streamId").GetString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("with space")]
    [InlineData("<script>")]
    [InlineData("{\"json\":1}")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123-65")]
    public async Task Any_other_correlation_id_is_replaced_by_an_own_one(string? given)
    {
        using var answer = await GetAsync("/things/1", given);
        var id = Assert.Single(answer.Headers.GetValues("X-Correlation-ID"));
        Assert.Matches("^[0-9a-f]{32}$", id);
    }

    private static async Task<JsonElement> AssertProblemAsync(HttpResponseMessage answer, int status, string code)
    {
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((code, status), (problem.GetProperty("code").GetString(), problem.GetProperty("status").GetInt32()));
        Assert.All((string[])["title", "detail", "whatToDo"], field =>
            Assert.False(string.IsNullOrEmpty(problem.GetProperty(field).GetString())));
        Assert.Equal(answer.Headers.GetValues("X-Correlation-ID").Single(), problem.GetProperty("correlationId").GetString());
        return problem;
    }

    private Task<HttpResponseMessage> PostAsync(string path, string body, string type = "application/json") =>
        _server.Client.PostAsync(path, new StringContent(body, Encoding.UTF8, type));

    private Task<HttpResponseMessage> GetAsync(string path, string? correlationId)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (correlationId is not null)
            request.Headers.TryAddWithoutValidation("X-Correlation-ID", correlationId);
        return _server.Client.SendAsync(request);
    }
}
