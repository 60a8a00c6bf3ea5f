using System.Net;
using System.Text;
using System.Text.Json;
using Attune.Companion.Tests.Fakes;
using Attune.Companion.Tests.Guide.RagApi;
using Attune.Contracts;
using Attune.Contracts.Guide;
using Attune.Realtime.AiStreams;
using Attune.TestKit.Folders;
using Attune.TestKit.Time;

namespace Attune.Companion.Tests.Guide.Asking;

/// <summary>Asking as a visitor: as an event stream, or as an answer that is kept.</summary>
public sealed class AskEndpointTests : IDisposable
{
    private const string Child = "A girl of about eight in a school uniform with a backpack.";
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private static readonly (string, string)[] Fast =
        [("Guide:CharactersPerSecond", "10000"), ("Guide:ChineseCharactersPerSecond", "10000")];

    private readonly TempFolder _folder = new();
    private readonly MemoryAiStreams _streams = new();

    [Fact]
    public async Task An_event_stream_tells_tone_and_sources_before_the_words()
    {
        await using var describer = await FakeDescriber.SayingAsync(Child);
        await using var museum = await Museum.OpenAsync(_folder, describer);
        var events = await EventsAsync(museum.Http, new GuideQuestion("When does the ferry leave?", SittingId: "s1"));
        Assert.Equal(["tone", "sources", "text"], events.Take(3).Select(item => item.Name));
        Assert.Equal("done", events[^1].Name);
        Assert.Equal(("child_friendly", "description", "from_describer"), (events[0].Field("tone"), events[0].Field("source"),
            events[0].Field("why")));
        Assert.InRange(events[0].Data.GetProperty("confidence").GetDouble(), 0.6, 1);
        Assert.Contains("7:45", events[1].Data.GetProperty("citations")[0].GetProperty("quote").GetString(),
            StringComparison.Ordinal);
        var text = string.Concat(events.Where(item => item.Name == "text").Select(item => item.Field("text")));
        Assert.Contains("7:45", text, StringComparison.Ordinal);
        Assert.True(events[^1].Data.GetProperty("complete").GetBoolean());
    }

    [Theory]
    [InlineData("elder_friendly", "child", "elder_friendly", "visitor")]
    [InlineData(null, "child", "child_friendly", "declared_age")]
    [InlineData(null, "elder", "elder_friendly", "declared_age")]
    [InlineData(null, null, "casual_friendly", "fallback")]
    public async Task The_visitors_own_word_wins_and_nobody_is_described(
        string? tone, string? age, string expected, string source)
    {
        await using var describer = await FakeDescriber.SayingAsync("A man in a suit and tie with a briefcase.");
        await using var museum = await Museum.OpenAsync(_folder, describer);
        var question = new GuideQuestion("When does the ferry leave?", Tone: tone, Age: age, UseDescription: false,
            UserDescription: "A man in a suit and tie with a briefcase.");
        var events = await EventsAsync(museum.Http, question);
        Assert.Equal((expected, source, "not_wanted"),
            (events[0].Field("tone"), events[0].Field("source"), events[0].Field("why")));
        Assert.Equal(0, describer.Asked);
    }

    [Fact]
    public async Task Without_documents_or_model_the_stream_says_so_and_ends()
    {
        await using var museum = await Museum.OpenAsync(_folder);
        using (var connection = museum.Product.Database.Open())
        using (var command = connection.CreateCommand())
        {
            command.CommandText = "ALTER TABLE companion_documents RENAME TO lost_documents";
            command.ExecuteNonQuery();
        }

        var events = await EventsAsync(museum.Http, new GuideQuestion("When does the ferry leave?"));
        Assert.False(events[^1].Data.GetProperty("complete").GetBoolean());
        Assert.Equal("guide_cannot_answer", events[^1].Field("error"));
    }

    [Fact]
    public async Task A_kept_answer_is_written_into_its_stream_in_the_tone_and_the_reply_tells_it()
    {
        await using var describer = await FakeDescriber.SayingAsync(Child);
        await using var product = await Product.StartAsync(
            _folder, _streams, [.. Fast, ("Guide:Describer:Url", describer.Url)]);
        await product.ImportAsync("Harbour", Museum.Ferry);
        var asked = await AcceptedAsync(product, new GuideQuestion("When does the ferry leave?", "s1", ClientId: "c1"));
        Assert.Equal(asked, await AcceptedAsync(product, new GuideQuestion("When does the ferry leave?", "s1", ClientId: "c1")));
        var reply = await product.FinishedAsync(_streams, asked);
        Assert.Equal("complete", reply.State);
        Assert.Equal(("child_friendly", "description", "from_describer"),
            (reply.Tone!.Tone, reply.Tone.Source, reply.Tone.Why));
        Assert.Equal(reply.Text, _streams.TextOf(asked.StreamId));
        Assert.Contains("7:45", reply.Text, StringComparison.Ordinal);
        Assert.NotEmpty(reply.Citations);
    }

    [Fact]
    public async Task A_description_that_came_with_the_question_is_used_and_never_stored()
    {
        await using var product = await Product.StartAsync(_folder, _streams, Fast);
        await product.ImportAsync("Harbour", Museum.Ferry);
        const string Description = "An elderly man with white hair and a zanzibar cane.";
        var asked = await AcceptedAsync(product, new GuideQuestion("When does the ferry leave?", UserDescription: Description));
        var reply = await product.FinishedAsync(_streams, asked);
        Assert.Equal(("elder_friendly", "from_client"), (reply.Tone!.Tone, reply.Tone.Why));
        using var connection = product.Database.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM companion_replies WHERE input LIKE '%zanzibar%'";
        Assert.Equal(0L, command.ExecuteScalar());
    }

    [Fact]
    public async Task A_visitor_who_is_waited_for_holds_nobody_else_up_and_can_stop()
    {
        await using var describer = await FakeDescriber.StartAsync(async context =>
        {
            var gone = new TaskCompletionSource();
            using var registration = context.RequestAborted.Register(gone.SetResult);
            await gone.Task.WaitAsync(Deadline);
        });
        await using var product = await Product.StartAsync(
            _folder, _streams, [.. Fast, ("Guide:Describer:Url", describer.Url)]);
        var waiting = await AcceptedAsync(product, new GuideQuestion("When does the ferry leave?", "s1"));
        await Eventually.HoldsAsync(Deadline, () => describer.Asked == 1);
        var other = await product.AnswerAsync(_streams, "How do I make a backup?");
        Assert.Equal("complete", other.State);
        Assert.Equal("running", (await product.ReplyAsync(waiting.ReplyId)).State);
        using var stopped = await product.Http.PostAsync($"/v1/replies/{waiting.ReplyId}/stop", null);
        var reply = await product.FinishedAsync(_streams, waiting);
        Assert.Equal(("cancelled", ""), (reply.State, reply.Text));
        Assert.Equal(AiStreamState.Cancelled, _streams.StateOf(waiting.StreamId));
    }

    [Fact]
    public async Task An_answer_that_a_stop_of_the_server_interrupted_is_given_after_the_next_start()
    {
        var release = new TaskCompletionSource();
        await using var describer = await FakeDescriber.StartAsync(async context =>
        {
            await Task.WhenAny(release.Task, Task.Delay(Deadline, context.RequestAborted));
            await FakeDescriber.SayAsync(context, Child);
        });
        AskAccepted asked;
        (string, string)[] settings = [.. Fast, ("Guide:Describer:Url", describer.Url)];
        await using (var product = await Product.StartAsync(_folder, _streams, settings))
        {
            await product.ImportAsync("Harbour", Museum.Ferry);
            asked = await AcceptedAsync(product, new GuideQuestion("When does the ferry leave?", "s1"));
            await Eventually.HoldsAsync(Deadline, () => describer.Asked == 1);
        }

        release.SetResult();
        await using var again = await Product.StartAsync(_folder, _streams, settings);
        var reply = await again.FinishedAsync(_streams, asked);
        Assert.Equal(("complete", "child_friendly"), (reply.State, reply.Tone!.Tone));
        Assert.Contains("7:45", reply.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"question":""}""", "invalid_field")]
    [InlineData("""{"question":"a","age":"old"}""", "invalid_field")]
    [InlineData("""{"question":"a","tone":"grumpy"}""", "invalid_field")]
    [InlineData("""{"question":"a","sittingId":""}""", "invalid_field")]
    [InlineData("""{"question":"a","clientId":""}""", "invalid_field")]
    [InlineData("hello", "invalid_json")]
    [InlineData("", "empty_body")]
    public async Task What_is_no_question_is_refused(string body, string code)
    {
        await using var museum = await Museum.OpenAsync(_folder);
        using var response = await museum.Http.PostAsync("/v1/guide/ask", new StringContent(body, Encoding.UTF8));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(code, await Product.CodeOfAsync(response));
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<AskAccepted> AcceptedAsync(Product product, GuideQuestion question)
    {
        using var response = await product.PostAsync("/v1/guide/ask", question, AttuneJson.Wire.GuideQuestion);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        return JsonSerializer.Deserialize(await response.Content.ReadAsStringAsync(), AttuneJson.Wire.AskAccepted)!;
    }

    private static async Task<IReadOnlyList<SentEvent>> EventsAsync(HttpClient http, GuideQuestion question)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/guide/ask");
        request.Headers.Add("Accept", "text/event-stream");
        request.Content = new StringContent(JsonSerializer.Serialize(question, AttuneJson.Wire.GuideQuestion), Encoding.UTF8);
        using var response = await http.SendAsync(request);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        var blocks = (await response.Content.ReadAsStringAsync()).Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        return [.. blocks.Where(block => !block.StartsWith(':')).Select(SentEvent.Parse)];
    }

    private sealed record SentEvent(string Name, JsonElement Data)
    {
        public string? Field(string name) => Data.GetProperty(name).GetString();

        public static SentEvent Parse(string block)
        {
            var lines = block.Split('\n');
            return new SentEvent(lines[0]["event: ".Length..], JsonDocument.Parse(lines[1]["data: ".Length..]).RootElement);
        }
    }
}
