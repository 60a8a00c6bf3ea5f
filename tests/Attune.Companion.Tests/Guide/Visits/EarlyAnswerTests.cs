using System.Text;
using System.Text.Json;
using Attune.Companion.Tests.Fakes;
using Attune.Companion.Tests.Guide.RagApi;
using Attune.Inference;
using Attune.Language;
using Attune.Language.Tones;
using Attune.TestKit.Folders;
using Attune.TestKit.Time;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Attune.Companion.Tests.Guide.Visits;

/// <summary>What a model writes is heard while it writes, and the answer is whole whatever becomes of the model.</summary>
public sealed class EarlyAnswerTests : IDisposable
{
    private const string First = "The ferry to the island leaves at 7:45 [1].";
    private const string Second = "Dogs travel free [1].";
    private const string Question = "When does the ferry leave?";
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly TempFolder _folder = new();
    private readonly CapturedLog _log = new();

    [Fact]
    public async Task The_first_sentence_is_heard_while_the_model_writes_the_next()
    {
        var heard = new TaskCompletionSource();
        var model = new FakeModel().SaysInTwo($"{First} Dogs", () => heard.Task.WaitAsync(Deadline), " travel free [1].")
            .Says("1| The boat goes at 7:45 [1].\n").Says("1| Your dog comes along free [1].\n");
        await using var museum = await OpenAsync(model);
        using var response = await SendAsync(museum);
        Assert.Equal("elder_friendly", response.Headers.GetValues("X-Attune-Tone").Single());
        await using var stream = await response.Content.ReadAsStreamAsync();
        using var reader = new StreamReader(stream);
        var begin = new char["The boat goes at 7:45 [1].".Length];
        await reader.ReadBlockAsync(begin).AsTask().WaitAsync(Deadline);
        Assert.Equal("The boat goes at 7:45 [1].", new string(begin));
        heard.SetResult();
        Assert.Equal(" Your dog comes along free [1].\nEND_FLAG", await reader.ReadToEndAsync().WaitAsync(Deadline));
        Assert.Equal($"{First} {Second}", await DraftAsync(museum));
    }

    [Fact]
    public async Task A_model_that_breaks_off_after_a_sentence_leaves_the_rest_to_the_documents()
    {
        var model = new FakeModel()
            .SaysAndFails(new ModelInterruptedException("model_interrupted", "gone"), $"{Second} The ferry lea")
            .Says($"1| {Second}\n");
        await using var museum = await OpenAsync(model);
        var heard = await museum.AskAsync(Body());
        Assert.StartsWith(Second, heard.Text, StringComparison.Ordinal);
        Assert.Contains("The ferry to the island leaves at 7:45 from pier four. [1]", heard.Text, StringComparison.Ordinal);
        Assert.Equal("elder_friendly", heard.Tone);
        Assert.Contains(_log.Lines, line =>
            line.StartsWith("6078 ", StringComparison.Ordinal) && line.Contains("(model_interrupted)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_model_that_writes_Simplified_characters_is_heard_in_Traditional_ones()
    {
        var model = new FakeModel().Says("这座港口建于1928年 [1]。港口由市政府负责兴建 [1]。");
        await using var museum = await OpenAsync(model);
        await museum.Product.ImportAsync("港口簡介", "這座港口建於1928年，由市政府負責興建，目前共有四座碼頭。", "zh");
        var heard = await museum.AskAsync(
            new { text_user_msg = "港口建於哪一年？", session_id = "s1", convert_tone = false });
        Assert.Equal("這座港口建於1928年 [1]。港口由市政府負責興建 [1]。", heard.Text);
    }

    [Fact]
    public async Task A_model_that_breaks_off_when_all_is_said_has_nothing_added()
    {
        const string Whole = "The ferry to the island leaves at 7:45 from pier four [1].";
        var model = new FakeModel()
            .SaysAndFails(new ModelInterruptedException("model_interrupted", "gone"), $"{Whole} And so").Says($"1| {Whole}\n");
        await using var museum = await OpenAsync(model);
        Assert.Equal(Whole, (await museum.AskAsync(Body())).Text);
    }

    [Fact]
    public async Task A_model_that_cannot_say_the_first_part_leaves_the_whole_answer_to_the_rules()
    {
        var release = new TaskCompletionSource();
        var model = new FakeModel().SaysInTwo($"{First} Dogs", () => release.Task.WaitAsync(Deadline), " travel free [1].");
        await using var museum = await OpenAsync(model);
        var asked = museum.AskAsync(Body());
        // The second request is for the tone; nothing is left to say, so it fails.
        await Eventually.HoldsAsync(Deadline, () => model.Requests.Count == 2);
        release.SetResult();
        var heard = await asked.WaitAsync(Deadline);
        var said = ToneRewriter.Rewrite(new ToneDraft($"{First} {Second}", TextLanguage.English, Tone.ElderFriendly)).Text;
        Assert.Equal(said, heard.Text);
        Assert.Equal(2, model.Requests.Count);
    }

    [Fact]
    public async Task A_model_that_fails_at_a_later_part_leaves_it_as_drafted()
    {
        var heardFirst = new TaskCompletionSource();
        var model = new FakeModel().SaysInTwo($"{First} Dogs", () => heardFirst.Task.WaitAsync(Deadline), " travel free [1].")
            .Says("1| The boat goes at 7:45 [1].\n");
        await using var museum = await OpenAsync(model);
        var asked = museum.AskAsync(Body());
        await Eventually.HoldsAsync(Deadline, () => model.Requests.Count == 2);
        heardFirst.SetResult();
        Assert.Equal($"The boat goes at 7:45 [1]. {Second}", (await asked.WaitAsync(Deadline)).Text);
    }

    [Fact]
    public async Task Without_a_tone_the_sentences_are_heard_as_they_are_written()
    {
        var heard = new TaskCompletionSource();
        var model = new FakeModel().SaysInTwo($"{First} Dogs", () => heard.Task.WaitAsync(Deadline), " travel free [1].");
        await using var museum = await OpenAsync(model);
        using var response = await SendAsync(museum, convert: false);
        await using var stream = await response.Content.ReadAsStreamAsync();
        using var reader = new StreamReader(stream);
        var begin = new char[First.Length];
        await reader.ReadBlockAsync(begin).AsTask().WaitAsync(Deadline);
        heard.SetResult();
        Assert.Equal($"{First} {Second}\nEND_FLAG", new string(begin) + await reader.ReadToEndAsync().WaitAsync(Deadline));
        Assert.Single(model.Requests);
    }

    [Fact]
    public async Task The_event_stream_tells_the_sources_of_a_growing_answer_after_its_words()
    {
        var heard = new TaskCompletionSource();
        var model = new FakeModel().SaysInTwo($"{First} Dogs", () => heard.Task.WaitAsync(Deadline), " travel free [1].")
            .Says("1| The boat goes at 7:45 [1].\n").Says("1| Your dog comes along free [1].\n");
        await using var museum = await OpenAsync(model);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/guide/ask")
        {
            Content = Json(new { question = Question, sittingId = "s1", tone = "elder_friendly" }),
        };
        request.Headers.Accept.ParseAdd("text/event-stream");
        using var response = await museum.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        await using var stream = await response.Content.ReadAsStreamAsync();
        using var reader = new StreamReader(stream);
        var events = new List<string>();
        while (await reader.ReadLineAsync().WaitAsync(Deadline) is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal))
                events.Add(line[7..]);
            if (events.LastOrDefault() == "text")
                heard.TrySetResult();
        }

        Assert.Equal(["tone", "text", "text", "sources", "done"], events);
    }

    [Fact]
    public async Task A_visitor_who_leaves_in_the_middle_ends_the_model_and_is_not_remembered()
    {
        var model = new FakeModel().SaysAndHangs($"{First} Dogs").Says("1| The boat goes at 7:45 [1].\n");
        await using var museum = await OpenAsync(model);
        using (var response = await SendAsync(museum))
        {
            await using var stream = await response.Content.ReadAsStreamAsync();
            Assert.NotEqual(0, await stream.ReadAsync(new byte[8]).AsTask().WaitAsync(Deadline));
        }

        await model.Abandoned.WaitAsync(Deadline);
        Assert.Equal(0, (await museum.GetAsync("sessions/s1/history")).GetProperty("message_count").GetInt32());
    }

    public void Dispose()
    {
        _log.Dispose();
        _folder.Dispose();
    }

    private Task<Museum> OpenAsync(FakeModel model) =>
        Museum.OpenAsync(_folder, services => services.AddSingleton<ILoggerProvider>(_log), model: model);

    private static object Body(bool convert = true) =>
        new { text_user_msg = Question, session_id = "s1", tone = "elder_friendly", convert_tone = convert };

    private static Task<HttpResponseMessage> SendAsync(Museum museum, bool convert = true) => museum.Http.SendAsync(
        new HttpRequestMessage(HttpMethod.Post, "/api/rag-llm/query") { Content = Json(Body(convert)) },
        HttpCompletionOption.ResponseHeadersRead);

    private static StringContent Json(object body) => new(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");

    private static async Task<string?> DraftAsync(Museum museum) =>
        (await museum.GetAsync("sessions/s1/history")).GetProperty("history")[1].GetProperty("content").GetString();
}
