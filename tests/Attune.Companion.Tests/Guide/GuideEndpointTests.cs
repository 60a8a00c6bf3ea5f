using System.Net;
using System.Text;
using Attune.Companion.Tests.Fakes;
using Attune.Contracts;
using Attune.Contracts.Guide;
using Attune.Realtime.AiStreams;
using Attune.TestKit.Folders;

namespace Attune.Companion.Tests.Guide;

/// <summary>Asking over a real socket, with a real database and streams in memory.</summary>
public sealed class GuideEndpointTests : IDisposable
{
    private static readonly (string, string)[] Fast =
        [("Guide:CharactersPerSecond", "10000"), ("Guide:ChineseCharactersPerSecond", "10000")];

    private static readonly (string, string)[] Slow = [("Guide:CharactersPerSecond", "20"), ("Guide:LongestAnswerSeconds", "60")];

    private readonly TempFolder _folder = new();
    private readonly MemoryAiStreams _streams = new();

    [Theory]
    [InlineData("How do I change the port?", "en", "--urls")]
    [InlineData("要怎麼匯入文件？", "zh-Hant", "知識")]
    public async Task A_question_is_answered_from_the_manual_in_its_language(string question, string language, string expected)
    {
        await using var product = await Product.StartAsync(_folder, _streams, Fast);
        var asked = await product.AskAsync(question);
        var reply = await product.FinishedAsync(_streams, asked);
        Assert.Equal("complete", reply.State);
        Assert.Equal("rules", reply.Method);
        Assert.Equal(language, reply.Language);
        Assert.True(reply.Found);
        Assert.Contains(expected, reply.Citations[0].Quote, StringComparison.Ordinal);
        Assert.Equal(reply.Text, _streams.TextOf(asked.StreamId));
        Assert.Equal(AiStreamState.Complete, _streams.StateOf(asked.StreamId));
    }

    [Fact]
    public async Task An_imported_document_is_answered_from_and_cited_at_its_place()
    {
        const string Text = "# Harbour\n\nThe ferry to the island leaves at 7:45 from pier four. Dogs travel free.";
        await using var product = await Product.StartAsync(_folder, _streams, Fast);
        var document = await product.ImportAsync("Ferry", Text);
        var reply = await product.AnswerAsync(_streams, "When does the ferry leave?");
        var citation = reply.Citations[0];
        Assert.Equal(document.Id, citation.DocumentId);
        Assert.Equal("The ferry to the island leaves at 7:45 from pier four.", citation.Quote);
        Assert.Equal(citation.Quote, Text.Substring(citation.Start, citation.Length));
    }

    [Fact]
    public async Task What_no_document_says_is_not_found()
    {
        await using var product = await Product.StartAsync(_folder, _streams, Fast);
        var reply = await product.AnswerAsync(_streams, "Who painted the ceiling of the Sistine Chapel?");
        Assert.False(reply.Found);
        Assert.Equal("complete", reply.State);
        Assert.StartsWith("I did not find this", reply.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"question":""}""", HttpStatusCode.BadRequest, "invalid_field")]
    [InlineData("""{"question":"  \n "}""", HttpStatusCode.BadRequest, "invalid_field")]
    [InlineData("""{}""", HttpStatusCode.BadRequest, "invalid_field")]
    [InlineData("""{"question":"a","clientId":""}""", HttpStatusCode.BadRequest, "invalid_field")]
    [InlineData("""{"question":"\ud800"}""", HttpStatusCode.BadRequest, "invalid_json")]
    [InlineData("""{"question":5}""", HttpStatusCode.BadRequest, "invalid_json")]
    [InlineData("null", HttpStatusCode.BadRequest, "empty_body")]
    public async Task A_bad_question_is_refused_with_a_code(string body, HttpStatusCode status, string code)
    {
        await using var product = await Product.StartAsync(_folder, _streams, Fast);
        using var response = await product.Http.PostAsync("/v1/ask", new StringContent(body, Encoding.UTF8, "application/json"));
        Assert.Equal(status, response.StatusCode);
        Assert.Equal(code, await Product.CodeOfAsync(response));
    }

    [Fact]
    public async Task A_question_of_8000_characters_is_taken_and_one_more_is_not()
    {
        await using var product = await Product.StartAsync(_folder, _streams, Fast);
        var longest = string.Concat(Enumerable.Repeat("😀", 8_000));
        await product.AskAsync(longest);
        using var tooLong = await product.PostAsync("/v1/ask", new AskRequest(longest + "x"), AttuneJson.Wire.AskRequest);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, tooLong.StatusCode);
        Assert.Equal("question_too_long", await Product.CodeOfAsync(tooLong));
        var million = new AskRequest(new string('x', 1_000_000));
        using var huge = await product.PostAsync("/v1/ask", million, AttuneJson.Wire.AskRequest);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, huge.StatusCode);
        Assert.Equal("body_too_large", await Product.CodeOfAsync(huge));
    }

    [Fact]
    public async Task The_same_client_id_gets_the_same_reply_also_at_the_same_moment()
    {
        await using var product = await Product.StartAsync(_folder, _streams, Fast);
        var replies = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => product.AskAsync("How do I make a backup?", "tab-1")));
        Assert.Single(replies.Distinct());
        Assert.NotEqual(replies[0], await product.AskAsync("How do I make a backup?", "tab-2"));
        await product.FinishedAsync(_streams, replies[0]);
        Assert.Equal(replies[0], await product.AskAsync("How do I make a backup?", "tab-1"));
        var json = await product.Http.GetStringAsync("/v1/replies");
        Assert.Equal(2, System.Text.Json.JsonSerializer.Deserialize(json, AttuneJson.Wire.ItemListReplyView)!.Items.Count);
    }

    [Fact]
    public async Task The_list_shows_the_newest_first_and_pages()
    {
        await using var product = await Product.StartAsync(_folder, _streams, Fast);
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
            ids.Add((await product.AskAsync($"Question {i}?")).ReplyId);
        var seen = new List<string>();
        string? next = null;
        do
        {
            var path = next is null ? "/v1/replies?limit=2" : $"/v1/replies?limit=2&after={next}";
            var json = await product.Http.GetStringAsync(path);
            var page = System.Text.Json.JsonSerializer.Deserialize(json, AttuneJson.Wire.ItemListReplyView)!;
            seen.AddRange(page.Items.Select(item => item.ReplyId));
            next = page.Next;
        }
        while (next is not null);
        Assert.Equal(Enumerable.Reverse(ids), seen);
        using var wrong = await product.Http.GetAsync("/v1/replies?limit=0");
        Assert.Equal("invalid_field", await Product.CodeOfAsync(wrong));
        using var unknown = await product.Http.GetAsync("/v1/replies/nothing");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Equal("unknown_reply", await Product.CodeOfAsync(unknown));
    }

    [Fact]
    public async Task A_reply_can_be_stopped_and_keeps_what_was_written()
    {
        await using var product = await Product.StartAsync(_folder, _streams, Slow);
        var asked = await product.AskAsync("How do I change the port?");
        await _streams.WaitAsync(asked.StreamId, stream => stream.Text.Length > 10);
        using var response = await product.Http.PostAsync($"/v1/replies/{asked.ReplyId}/stop", null);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        var reply = await product.FinishedAsync(_streams, asked);
        Assert.Equal("cancelled", reply.State);
        Assert.Equal(_streams.TextOf(asked.StreamId), reply.Text);
        using var again = await product.Http.PostAsync($"/v1/replies/{asked.ReplyId}/stop", null);
        Assert.Equal(HttpStatusCode.Accepted, again.StatusCode);
        using var unknown = await product.Http.PostAsync("/v1/replies/nothing/stop", null);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task A_reply_that_a_stop_of_the_server_interrupted_is_finished_after_the_next_start()
    {
        AskAccepted asked;
        string before;
        await using (var product = await Product.StartAsync(_folder, _streams, Slow))
        {
            asked = await product.AskAsync("How do I change the port?");
            await _streams.WaitAsync(asked.StreamId, stream => stream.Text.Length > 20);
        }

        before = _streams.TextOf(asked.StreamId);
        Assert.Equal(AiStreamState.Open, _streams.StateOf(asked.StreamId));
        await using var again = await Product.StartAsync(_folder, _streams, Fast);
        var reply = await again.FinishedAsync(_streams, asked);
        Assert.Equal("complete", reply.State);
        Assert.True(before.Length < reply.Text!.Length);
        Assert.StartsWith(before, reply.Text, StringComparison.Ordinal);
        Assert.Equal(reply.Text, _streams.TextOf(asked.StreamId));
        var appends = _streams.Appends.Where(append => append.Stream == asked.StreamId);
        Assert.Equal(reply.Text, string.Concat(appends.Select(append => append.Text)));
    }

    [Fact]
    public async Task More_questions_than_may_be_written_at_once_wait_in_order_and_all_are_answered()
    {
        await using var product = await Product.StartAsync(_folder, _streams, [.. Fast, ("Guide:MaxActiveReplies", "2")]);
        var asked = new List<AskAccepted>();
        for (var i = 0; i < 12; i++)
            asked.Add(await product.AskAsync(i % 2 == 0 ? "How do I make a backup?" : "怎麼備份？"));
        foreach (var one in asked)
            Assert.Equal("complete", (await product.FinishedAsync(_streams, one)).State);
        var started = _streams.Appends.Select(append => append.Stream).Distinct();
        Assert.Equal(asked.Select(one => one.StreamId), started);
    }

    [Fact]
    public async Task Too_many_waiting_questions_are_refused_and_can_be_sent_again()
    {
        await using var product = await Product.StartAsync(
            _folder, _streams, [.. Slow, ("Guide:MaxActiveReplies", "1"), ("Guide:MaxWaitingReplies", "1")]);
        var writing = await product.AskAsync("How do I change the port?");
        await _streams.WaitAsync(writing.StreamId, stream => stream.Text.Length > 0);
        var waiting = await product.AskAsync("How do I make a backup?");
        using var refused = await product.PostAsync("/v1/ask", new AskRequest("What is a topic?"), AttuneJson.Wire.AskRequest);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Equal("overloaded", await Product.CodeOfAsync(refused));
        Assert.True(refused.Headers.Contains("Retry-After"));
        using var stopped = await product.Http.PostAsync($"/v1/replies/{waiting.ReplyId}/stop", null);
        Assert.Equal("cancelled", (await product.FinishedAsync(_streams, waiting)).State);
        await product.AskAsync("What is a topic?");
    }

    public void Dispose() => _folder.Dispose();
}
