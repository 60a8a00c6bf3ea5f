using System.Net;
using System.Text;
using System.Text.Json;
using Attune.Inference.Tests.Fakes;
using Attune.Server.Verbs.ScriptedModel;

namespace Attune.Inference.Tests.Scripted;

/// <summary>The stand-in itself, asked with plain HTTP.</summary>
public sealed class ScriptedModelTests
{
    private static readonly ModelScript Fast = new(PieceMilliseconds: 0);

    [Fact]
    public async Task The_same_request_is_answered_with_the_same_bytes_as_server_sent_events()
    {
        await using var model = await ScriptedModelServer.StartAsync(Fast);
        var first = await AskAsync(model, "scripted", "Who are you?");
        Assert.Equal(first, await AskAsync(model, "scripted", "Who are you?"));
        Assert.StartsWith("data: {\"id\":", first, StringComparison.Ordinal);
        Assert.EndsWith("data: [DONE]\n\n", first, StringComparison.Ordinal);
        Assert.All(first.Split("\n\n", StringSplitOptions.RemoveEmptyEntries),
            line => Assert.StartsWith("data: ", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_says_that_it_recites_a_script_in_the_language_of_the_question()
    {
        await using var model = await ScriptedModelServer.StartAsync(Fast);
        var english = TextOf(await AskAsync(model, "scripted", "Who are you?"));
        var chinese = TextOf(await AskAsync(model, "scripted", "你是誰？"));
        Assert.Contains("comes from a script, not from a language model", english, StringComparison.Ordinal);
        Assert.Contains("來自一份腳本，不是語言模型寫的", chinese, StringComparison.Ordinal);
        Assert.InRange(english.Length, 500, 800);
        Assert.DoesNotContain("[1]", english + chinese, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Which drink?")]
    [InlineData("喝什麼？")]
    public async Task Numbered_passages_in_the_prompt_are_cited(string question)
    {
        await using var model = await ScriptedModelServer.StartAsync(Fast);
        var text = TextOf(await AskAsync(model, "scripted", $"Passages: [1] Tea. [2] Coffee.\n{question}"));
        Assert.Contains("[1]", text, StringComparison.Ordinal);
        Assert.DoesNotContain("{0}", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Echo_repeats_the_last_message_and_cuts_no_character_in_two()
    {
        await using var model = await ScriptedModelServer.StartAsync(Fast with { PieceCharacters = 1 });
        Assert.Equal("狐狸🦊🦊!", TextOf(await AskAsync(model, "echo", "狐狸🦊🦊!")));
    }

    [Fact]
    public async Task Without_stream_it_answers_in_one_piece()
    {
        await using var model = await ScriptedModelServer.StartAsync(Fast);
        using var response = await PostAsync(model, "chat/completions",
            """{"model":"echo","messages":[{"role":"user","content":[{"type":"text","text":"Hi"}]}]}""");
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal("Hi",
            json.RootElement.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString());
    }

    [Theory]
    [InlineData("refuses", HttpStatusCode.Unauthorized)]
    [InlineData("busy", HttpStatusCode.TooManyRequests)]
    [InlineData("broken", HttpStatusCode.InternalServerError)]
    [InlineData("unknown", HttpStatusCode.NotFound)]
    [InlineData("a-model-nobody-knows", HttpStatusCode.NotFound)]
    public async Task Refusals_have_the_status_and_the_form_of_the_protocol(string name, HttpStatusCode status)
    {
        await using var model = await ScriptedModelServer.StartAsync(Fast);
        using var response = await PostAsync(model, "chat/completions", Request(name, "Hi"));
        Assert.Equal(status, response.StatusCode);
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.NotEmpty(json.RootElement.GetProperty("error").GetProperty("message").GetString()!);
    }

    [Fact]
    public async Task It_dies_once_and_then_answers_whole_until_told_again()
    {
        await using var model = await ScriptedModelServer.StartAsync(Fast);
        await Assert.ThrowsAnyAsync<Exception>(() => AskAsync(model, "dies-once", "Hi"));
        Assert.EndsWith("[DONE]\n\n", await AskAsync(model, "dies-once", "Hi"), StringComparison.Ordinal);
        model.Change("dies-once", ScriptedBehaviour.DiesOnce);
        await Assert.ThrowsAnyAsync<Exception>(() => AskAsync(model, "dies-once", "Hi"));
    }

    [Fact]
    public async Task A_test_can_change_what_a_model_does_and_read_what_was_asked()
    {
        await using var model = await ScriptedModelServer.StartAsync(Fast);
        var root = model.BaseUrl[..^"/v1".Length];
        using var http = new HttpClient();
        using var change = new StringContent("""{"model":"mine","behaviour":"echo"}""", Encoding.UTF8);
        Assert.Equal(HttpStatusCode.NoContent, (await http.PostAsync($"{root}/behaviour", change)).StatusCode);
        Assert.Equal("Hi", TextOf(await AskAsync(model, "mine", "Hi")));
        using var wrong = new StringContent("""{"model":"mine","behaviour":"sings"}""", Encoding.UTF8);
        Assert.Equal(HttpStatusCode.BadRequest, (await http.PostAsync($"{root}/behaviour", wrong)).StatusCode);

        for (var i = 0; i < 100; i++)
            await AskAsync(model, "empty", $"number {i}");
        using var json = JsonDocument.Parse(await http.GetStringAsync($"{root}/requests"));
        var items = json.RootElement.GetProperty("items");
        Assert.Equal(100, items.GetArrayLength());
        Assert.Equal("number 0", items[0].GetProperty("messages")[0].GetProperty("content").GetString());
        Assert.Contains("dies-once", await http.GetStringAsync($"{model.BaseUrl}/models"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_gives_texts_by_turn_and_by_behaviour()
    {
        var script = ModelScript.Parse("""
            {
              // Two turns, then from the beginning.
              "texts": ["One.", "Two."], "pieceMilliseconds": 0,
              "behaviours": { "slow": { "text": "Slow." } }
            }
            """);
        await using var model = await ScriptedModelServer.StartAsync(script);
        Assert.Equal("One.", TextOf(await AskAsync(model, "scripted", "a")));
        Assert.Equal("Two.", TextOf(await AskAsync(model, "scripted", "a", "b")));
        Assert.Equal("One.", TextOf(await AskAsync(model, "scripted", "a", "b", "c")));
        Assert.Equal("Slow.", TextOf(await AskAsync(model, "slow", "a")));
    }

    [Theory]
    [InlineData("nonsense", "could not be read")]
    [InlineData("null", "object")]
    [InlineData("""{"txt":"a"}""", "txt")]
    [InlineData("""{"pieceCharacters":0}""", "pieceCharacters")]
    [InlineData("""{"pieceMilliseconds":-1}""", "pieceMilliseconds")]
    [InlineData("""{"behaviours":{"sings":{}}}""", "sings")]
    public void A_wrong_script_is_told_with_its_fault(string json, string named) =>
        Assert.Contains(named, Assert.Throws<InvalidDataException>(() => ModelScript.Parse(json)).Message,
            StringComparison.Ordinal);

    [Fact]
    public async Task Stopping_does_not_wait_for_answers_that_never_end()
    {
        var model = await ScriptedModelServer.StartAsync(Fast);
        var asking = AskAsync(model, "silent", "Hi");
        await Deadline.UntilAsync(() => model.ActiveAnswers == 1);
        await model.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10));
        await Assert.ThrowsAnyAsync<Exception>(() => asking);
    }

    private static string Request(string model, params string[] questions) => JsonSerializer.Serialize(new
    {
        model,
        stream = true,
        messages = questions.Select(question => new { role = "user", content = question }),
    });

    private static async Task<HttpResponseMessage> PostAsync(ScriptedModelServer model, string path, string body)
    {
        using var http = new HttpClient();
        return await http.PostAsync($"{model.BaseUrl}/{path}", new StringContent(body, Encoding.UTF8, "application/json"));
    }

    private static async Task<string> AskAsync(ScriptedModelServer model, string name, params string[] questions)
    {
        using var response = await PostAsync(model, "chat/completions", Request(name, questions));
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        return await response.Content.ReadAsStringAsync();
    }

    private static string TextOf(string events) => string.Concat(events
        .Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(line => line["data: ".Length..])
        .Where(data => data != "[DONE]").Select(data =>
        {
            using var json = JsonDocument.Parse(data);
            var delta = json.RootElement.GetProperty("choices")[0].GetProperty("delta");
            return delta.TryGetProperty("content", out var content) ? content.GetString() : "";
        }));
}
