using System.Net;
using Attune.TestKit.Folders;
using Attune.TestKit.Proofs;

namespace Attune.Companion.Tests.Guide.RagApi;

/// <summary>Who asks too often is told when to come again.</summary>
public sealed class RagLimitTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    [Proves("E-089", "E-091")]
    public async Task A_sitting_may_ask_as_often_as_the_setting_says()
    {
        await using var museum = await Museum.OpenAsync(_folder, settings: [("Guide:Limits:PerSittingPerMinute", "3")]);
        for (var i = 0; i < 3; i++)
            await museum.AskAsync(Question("s1"));
        await RefusedAsync(museum, Question("s1"));
        await museum.AskAsync(Question("s2"));
    }

    [Fact]
    [Proves("E-090")]
    public async Task An_address_may_ask_as_often_as_the_setting_says_whatever_sitting_it_names()
    {
        await using var museum = await Museum.OpenAsync(_folder, settings: [("Guide:Limits:PerAddressPerMinute", "3")]);
        for (var i = 0; i < 3; i++)
            await museum.AskAsync(Question($"s{i}"));
        await RefusedAsync(museum, Question("another"));
        // Only a proxy that the operator has told of is believed.
        museum.Http.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");
        await RefusedAsync(museum, Question("another"));
    }

    [Fact]
    public async Task Behind_a_proxy_the_last_address_that_it_tells_counts()
    {
        await using var museum = await Museum.OpenAsync(_folder,
            settings: [("Guide:Limits:PerAddressPerMinute", "1"), ("Guide:Limits:BehindProxy", "true")]);
        museum.Http.DefaultRequestHeaders.Add("X-Forwarded-For", "198.51.100.1, 203.0.113.7");
        await museum.AskAsync(Question("s1"));
        museum.Http.DefaultRequestHeaders.Remove("X-Forwarded-For");
        museum.Http.DefaultRequestHeaders.Add("X-Forwarded-For", "198.51.100.99, 203.0.113.7");
        await RefusedAsync(museum, Question("s2"));
        museum.Http.DefaultRequestHeaders.Remove("X-Forwarded-For");
        museum.Http.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.8");
        await museum.AskAsync(Question("s3"));
    }

    [Fact]
    public async Task Zero_switches_the_limits_off()
    {
        await using var museum = await Museum.OpenAsync(_folder,
            settings: [("Guide:Limits:PerAddressPerMinute", "0"), ("Guide:Limits:PerSittingPerMinute", "0")]);
        for (var i = 0; i < 70; i++)
            await museum.AskAsync(Question("s1"));
    }

    public void Dispose() => _folder.Dispose();

    private static object Question(string sitting) => new { text_user_msg = "When does the ferry leave?", session_id = sitting };

    private static async Task RefusedAsync(Museum museum, object question)
    {
        using var refused = await museum.PostAsync("query", question);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal("guide_too_often", (await Museum.JsonOfAsync(refused)).GetProperty("code").GetString());
    }
}
