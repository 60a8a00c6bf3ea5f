using System.Net;
using System.Net.Http.Json;
using Attune.Companion.Tests.Fakes;
using Attune.Contracts;
using Attune.Contracts.Conversations;
using Attune.Foundation.Persistence;
using Attune.TestKit.Folders;

namespace Attune.Companion.Tests.Conversations;

/// <summary>Conversations over HTTP, with a real database; the events are looked up in the outbox.</summary>
public sealed class ConversationEndpointTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private readonly MemoryAiStreams _streams = new();
    private Product _product = null!;

    public async ValueTask InitializeAsync() => _product = await Product.StartAsync(
        _folder, _streams, ("Guide:CharactersPerSecond", "10000"), ("Guide:ChineseCharactersPerSecond", "10000"));

    public async ValueTask DisposeAsync()
    {
        await _product.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_conversation_says_that_an_AI_answers_and_its_notice_is_no_message()
    {
        var conversation = await _product.OpenAsync("mia");
        Assert.Equal($"conversation:{conversation.Id}", conversation.Topic);
        Assert.Contains("AI", conversation.Notice, StringComparison.Ordinal);
        Assert.Empty(await _product.MessagesAsync(conversation.Id));
        var chinese = await _product.OpenAsync("mia", "zh-Hant");
        Assert.Contains("AI", chinese.Notice, StringComparison.Ordinal);
        Assert.NotEqual(conversation.Notice, chinese.Notice);
    }

    [Theory]
    [InlineData("en-GB", "en")]
    [InlineData("zh", "zh-Hant")]
    [InlineData("zh-TW", "zh-Hant")]
    public async Task A_language_may_come_with_its_region(string language, string expected) =>
        Assert.Equal(expected, (await _product.OpenAsync("guide", language)).Language);

    [Theory]
    [InlineData("""{"personaId":"nobody"}""", HttpStatusCode.NotFound, "unknown_persona")]
    [InlineData("""{}""", HttpStatusCode.BadRequest, "invalid_field")]
    [InlineData("""{"personaId":"mia","language":"fr"}""", HttpStatusCode.BadRequest, "invalid_field")]
    [InlineData("""{"personaId":"mia","language":"english"}""", HttpStatusCode.BadRequest, "invalid_field")]
    [InlineData("""{"personaId":"mia","clientId":""}""", HttpStatusCode.BadRequest, "invalid_field")]
    [InlineData("{bad", HttpStatusCode.BadRequest, "invalid_json")]
    public async Task A_conversation_that_cannot_be_opened_says_why(string body, HttpStatusCode status, string code)
    {
        using var response = await _product.PostAsync("/v1/conversations", body);
        Assert.Equal((status, code), (response.StatusCode, await Product.CodeOfAsync(response)));
    }

    [Fact]
    public async Task One_question_gives_two_messages_and_each_event_once()
    {
        var conversation = await _product.OpenAsync("mia");
        var sent = await _product.SendAsync(conversation.Id, "I am so sad, my dog died yesterday.");
        var messages = await _product.FinishedAsync(conversation.Id, sent.ReplyId);
        Assert.Equal(["user", "assistant"], messages.Select(message => message.Role));
        Assert.Equal([sent.MessageId, sent.ReplyId], messages.Select(message => message.Id));
        Assert.Equal("sadness", messages[0].Emotion?.Shown?.Group);
        Assert.Equal(("complete", "rules", sent.MessageId), (messages[1].State, messages[1].Method, messages[1].ReplyTo));
        Assert.Equal(_streams.TextOf(sent.StreamId), messages[1].Text);
        Assert.Equal(
            ["message.created", "emotion.updated", "mood.updated", "reply.started", "reply.completed"],
            EventsOf(conversation.Topic));
        Assert.Equal(["conversation.created", "conversation.changed", "conversation.changed"], EventsOf("conversations"));
    }

    [Fact]
    public async Task The_same_client_id_is_one_message_however_many_send_it_at_once()
    {
        var conversation = await _product.OpenAsync("mia");
        var all = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _product.SendAsync(conversation.Id, "Hello!", "c1")));
        Assert.Single(all.Distinct());
        await _product.FinishedAsync(conversation.Id, all[0].ReplyId);
        Assert.Equal(2, (await _product.MessagesAsync(conversation.Id)).Count);
        Assert.Equal(all[0], await _product.SendAsync(conversation.Id, "Another text", "c1"));
        Assert.Single(EventsOf(conversation.Topic), type => type == "emotion.updated");
        Assert.Single(EventsOf(conversation.Topic), type => type == "mood.updated");
        var other = await _product.OpenAsync("mia");
        Assert.NotEqual(all[0], await _product.SendAsync(other.Id, "Hello!", "c1"));
    }

    [Fact]
    public async Task The_same_client_id_opens_one_conversation()
    {
        var first = await _product.OpenAsync("lyra", clientId: "x");
        Assert.Equal(first.Id, (await _product.OpenAsync("lyra", clientId: "x")).Id);
    }

    [Fact]
    public async Task A_text_that_is_empty_or_too_long_is_refused_and_stores_nothing()
    {
        var conversation = await _product.OpenAsync("mia");
        foreach (var (text, status, code) in new[]
        {
            ("", HttpStatusCode.BadRequest, "invalid_field"),
            (" \n\t", HttpStatusCode.BadRequest, "invalid_field"),
            (new string('x', 8_001), HttpStatusCode.RequestEntityTooLarge, "message_too_long"),
            (new string('x', 1_048_576), HttpStatusCode.RequestEntityTooLarge, "body_too_large"),
        })
        {
            using var response = await _product.PostAsync(
                $"/v1/conversations/{conversation.Id}/messages", new MessageRequest(text), AttuneJson.Wire.MessageRequest);
            Assert.Equal((status, code), (response.StatusCode, await Product.CodeOfAsync(response)));
        }

        Assert.Empty(await _product.MessagesAsync(conversation.Id));
        var longest = string.Concat(Enumerable.Repeat("😀", 8_000));
        Assert.Equal(longest, (await _product.FinishedAsync(conversation.Id,
            (await _product.SendAsync(conversation.Id, longest)).ReplyId))[0].Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/messages")]
    [InlineData("/mood")]
    public async Task An_unknown_conversation_is_told_as_such(string path)
    {
        using var response = await _product.Http.GetAsync(
            $"/v1/conversations/none{path}", TestContext.Current.CancellationToken);
        Assert.Equal(
            (HttpStatusCode.NotFound, "unknown_conversation"), (response.StatusCode, await Product.CodeOfAsync(response)));
    }

    [Fact]
    public async Task The_list_shows_the_newest_words_first_and_pages()
    {
        var first = await _product.OpenAsync("mia");
        var second = await _product.OpenAsync("doc");
        var sent = await _product.SendAsync(first.Id, "Where is my data stored?");
        await _product.FinishedAsync(first.Id, sent.ReplyId);
        var page = (await _product.Http.GetFromJsonAsync(
            "/v1/conversations?limit=1", AttuneJson.Wire.ItemListConversationView, TestContext.Current.CancellationToken))!;
        Assert.Equal((first.Id, "Where is my data stored?", 2), (page.Items[0].Id, page.Items[0].Title, page.Items[0].Messages));
        var rest = (await _product.Http.GetFromJsonAsync($"/v1/conversations?limit=1&after={page.Next}",
            AttuneJson.Wire.ItemListConversationView, TestContext.Current.CancellationToken))!;
        Assert.Equal((second.Id, null), (rest.Items[0].Id, rest.Next));
    }

    [Fact]
    public async Task Messages_are_paged_from_either_end()
    {
        var conversation = await _product.OpenAsync("mia");
        foreach (var text in (string[])["one", "two", "three"])
            await _product.FinishedAsync(conversation.Id, (await _product.SendAsync(conversation.Id, text)).ReplyId);
        var newest = await _product.PageAsync(conversation.Id, "order=newest&limit=2");
        Assert.Equal(["assistant", "user"], newest.Items.Select(message => message.Role));
        Assert.Equal("three", newest.Items[1].Text);
        var before = await _product.PageAsync(conversation.Id, $"order=newest&limit=2&after={newest.Next}");
        Assert.Equal("two", before.Items[1].Text);
        var oldest = await _product.PageAsync(conversation.Id, "limit=4");
        Assert.Equal(["one", "two"], oldest.Items.Where(message => message.Role == "user").Select(message => message.Text));
        Assert.Equal("three", (await _product.PageAsync(conversation.Id, $"limit=4&after={oldest.Next}")).Items[0].Text);
    }

    [Fact]
    public async Task A_finished_reply_cannot_be_tried_again_and_stopping_it_changes_nothing()
    {
        var conversation = await _product.OpenAsync("mia");
        var sent = await _product.SendAsync(conversation.Id, "Hello!");
        var text = (await _product.FinishedAsync(conversation.Id, sent.ReplyId))[1].Text;
        using var retry = await _product.PostAsync($"/v1/conversations/{conversation.Id}/replies/{sent.ReplyId}/retry", "");
        Assert.Equal((HttpStatusCode.Conflict, "reply_not_retryable"), (retry.StatusCode, await Product.CodeOfAsync(retry)));
        using var stop = await _product.PostAsync($"/v1/conversations/{conversation.Id}/replies/{sent.ReplyId}/stop", "");
        var view = await stop.Content.ReadFromJsonAsync(AttuneJson.Wire.MessageView, TestContext.Current.CancellationToken);
        Assert.Equal(("complete", text), (view!.State, view.Text));
        using var unknown = await _product.PostAsync($"/v1/conversations/{conversation.Id}/replies/none/stop", "");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task A_reply_of_another_conversation_cannot_be_reached_through_this_one()
    {
        var one = await _product.OpenAsync("mia");
        var other = await _product.OpenAsync("mia");
        var sent = await _product.SendAsync(one.Id, "Hello!");
        foreach (var verb in (string[])["stop", "retry"])
        {
            using var response = await _product.PostAsync($"/v1/conversations/{other.Id}/replies/{sent.ReplyId}/{verb}", "");
            Assert.Equal((HttpStatusCode.NotFound, "unknown_reply"), (response.StatusCode, await Product.CodeOfAsync(response)));
        }
    }

    [Fact]
    public async Task A_message_is_answered_even_when_its_stream_could_not_be_opened()
    {
        var conversation = await _product.OpenAsync("mia");
        // One before, so that nothing but this message wakes the worker.
        var other = await _product.OpenAsync("mia");
        await _product.FinishedAsync(other.Id, (await _product.SendAsync(other.Id, "Hello!")).ReplyId);
        await _product.MessagesAsync(other.Id);
        _streams.ThrowingAppends = 1;
        using var sent = await _product.PostAsync($"/v1/conversations/{conversation.Id}/messages", """{"text":"Hello!"}""");
        var reply = (await _product.MessagesAsync(conversation.Id))[1];
        Assert.Equal("complete", (await _product.FinishedAsync(conversation.Id, reply.Id))[1].State);
    }

    [Fact]
    public async Task A_deleted_conversation_is_gone_with_all_its_texts()
    {
        var conversation = await _product.OpenAsync("mia");
        var sent = await _product.SendAsync(conversation.Id, "My secret word is xylophone.");
        await _product.FinishedAsync(conversation.Id, sent.ReplyId);
        // The relay is not part of this test: what it would have published is taken away here.
        _product.EmptyOutbox();
        using var deleted = await _product.Http.DeleteAsync(
            $"/v1/conversations/{conversation.Id}", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Equal("", _streams.TextOf(sent.StreamId));
        Assert.Equal(["conversation.deleted"], EventsOf("conversations"));
        Assert.Equal(["conversation.deleted"], EventsOf(conversation.Topic));
        using var again = await _product.Http.DeleteAsync(
            $"/v1/conversations/{conversation.Id}", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        using var connection = _product.Database.Open();
        Assert.Equal(0, connection.Query("SELECT COUNT(*) FROM companion_messages", row => row.GetInt32(0))[0]);
        Assert.Equal(0, connection.Query("SELECT COUNT(*) FROM companion_replies", row => row.GetInt32(0))[0]);
        Assert.Equal(0, connection.Query("SELECT COUNT(*) FROM companion_moods", row => row.GetInt32(0))[0]);
    }

    private List<string> EventsOf(string topic)
    {
        using var connection = _product.Database.Open();
        return connection.Query("SELECT type FROM foundation_outbox WHERE topic = $topic ORDER BY position",
            row => row.GetString(0), ("$topic", topic));
    }
}
