using System.Net;
using System.Text;
using Attune.Companion.Tests.Fakes;
using Attune.TestKit.Folders;
using Attune.TestKit.Proofs;

namespace Attune.Companion.Tests.Guide.RagApi;

/// <summary>The routes of the museum's clients over a real socket.</summary>
public sealed class RagQueryTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Theory]
    [InlineData("query")]
    [InlineData("query-with-tone")]
    [Proves("E-152", "E-153")]
    public async Task A_question_is_answered_as_a_stream_that_ends_with_its_flag(string path)
    {
        await using var museum = await Museum.OpenAsync(_folder);
        var heard = await museum.AskAsync(new { text_user_msg = "When does the ferry leave?", session_id = "s1" }, path);
        Assert.Contains("7:45", heard.Text, StringComparison.Ordinal);
        Assert.Contains("[1]", heard.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("ERROR:", heard.Text, StringComparison.Ordinal);
        Assert.Equal(("casual_friendly", "fallback", "no_describer"), (heard.Tone, heard.Source, heard.Why));
    }

    [Theory]
    [InlineData("", "empty_body")]
    [InlineData("null", "empty_body")]
    [InlineData("text_user_msg=hello", "invalid_json")]
    [InlineData("""{"text_user_msg":5}""", "invalid_json")]
    [InlineData("""{"session_id":"a"}""", "invalid_field")]
    [InlineData("""{"text_user_msg":" \n "}""", "invalid_field")]
    [InlineData("""{"text_user_msg":"\u0007"}""", "invalid_field")]
    [InlineData("""{"text_user_msg":"a","session_id":""}""", "invalid_field")]
    [InlineData("""{"text_user_msg":"a","session_id":"a\nb"}""", "invalid_field")]
    [InlineData("""{"text_user_msg":"a","tone":"grumpy"}""", "invalid_field")]
    [Proves("E-096")]
    public async Task What_is_no_question_is_refused_with_400_and_an_error(string body, string code)
    {
        await using var museum = await Museum.OpenAsync(_folder);
        using var response = await museum.Http.PostAsync("/api/rag-llm/query", new StringContent(body, Encoding.UTF8));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var error = await Museum.JsonOfAsync(response);
        Assert.False(error.GetProperty("success").GetBoolean());
        Assert.NotEqual("", error.GetProperty("error").GetString());
        Assert.Equal(code, error.GetProperty("code").GetString());
    }

    [Fact]
    [Proves("E-097")]
    public async Task A_question_may_have_2000_characters_and_a_description_is_cut()
    {
        await using var museum = await Museum.OpenAsync(_folder);
        var longest = string.Concat(Enumerable.Repeat("😀", 2_000));
        await museum.AskAsync(new { text_user_msg = longest });
        using var refused = await museum.PostAsync("query", new { text_user_msg = longest + "x" });
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal("visitor_question_too_long", (await Museum.JsonOfAsync(refused)).GetProperty("code").GetString());
        var heard = await museum.AskAsync(
            new { text_user_msg = "When does the ferry leave?", user_description = new string('x', 100_000) });
        Assert.Contains("7:45", heard.Text, StringComparison.Ordinal);
        using var huge = await museum.PostAsync("query", new { text_user_msg = new string('x', 3_000_000) });
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, huge.StatusCode);
    }

    [Fact]
    public async Task The_answer_has_the_language_of_the_question_and_not_of_the_description()
    {
        await using var museum = await Museum.OpenAsync(_folder);
        var english = await museum.AskAsync(
            new { text_user_msg = "Who painted the ceiling?", user_description = "一位滿頭白髮的老先生" });
        Assert.DoesNotContain(english.Text, c => c is >= '\u4e00' and <= '\u9fff');
        var chinese = await museum.AskAsync(
            new { text_user_msg = "天花板是誰畫的？", user_description = "An elderly man with white hair" });
        Assert.Contains(chinese.Text, c => c is >= '\u4e00' and <= '\u9fff');
    }

    [Fact]
    public async Task The_history_holds_questions_and_answers_before_their_tone_and_can_be_cleared()
    {
        await using var museum = await Museum.OpenAsync(_folder);
        await museum.AskAsync(new { text_user_msg = "When does the ferry leave?", session_id = "s1" });
        await museum.AskAsync(new { text_user_msg = "Do dogs travel free?", session_id = "s1" });
        await museum.AskAsync(new { text_user_msg = "Do dogs travel free?", session_id = "s2" });
        var history = await museum.GetAsync("sessions/s1/history");
        Assert.Equal(4, history.GetProperty("message_count").GetInt32());
        Assert.Equal(["user", "assistant", "user", "assistant"],
            history.GetProperty("history").EnumerateArray().Select(message => message.GetProperty("role").GetString()));
        Assert.Equal("Do dogs travel free?", history.GetProperty("history")[2].GetProperty("content").GetString());

        using var cleared = await museum.Http.DeleteAsync("/api/rag-llm/sessions/s1/history");
        Assert.Equal(4, (await Museum.JsonOfAsync(cleared)).GetProperty("messages_cleared").GetInt32());
        Assert.Equal(0, (await museum.GetAsync("sessions/s1/history")).GetProperty("message_count").GetInt32());

        using var closed = await museum.PostAsync("close", new { session_id = "s2" });
        var farewell = await Museum.JsonOfAsync(closed);
        Assert.Equal((true, 2), (farewell.GetProperty("session_existed").GetBoolean(),
            farewell.GetProperty("messages_cleared").GetInt32()));
        using var again = await museum.PostAsync("close", new { session_id = "s2" });
        Assert.False((await Museum.JsonOfAsync(again)).GetProperty("session_existed").GetBoolean());
    }

    [Fact]
    public async Task A_question_that_points_back_is_understood_from_the_sitting_unless_it_is_not_wanted()
    {
        await using var museum = await Museum.OpenAsync(_folder);
        await museum.AskAsync(new { text_user_msg = "When does the ferry to the island leave?", session_id = "s1" });
        var understood = await museum.AskAsync(new { text_user_msg = "And from which pier does it leave?", session_id = "s1" });
        Assert.Contains("pier four", understood.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_is_said_in_a_tone_as_stream_or_as_json()
    {
        await using var museum = await Museum.OpenAsync(_folder);
        var text = new { text = "The harbour was built in 1928.", tone = "casual_friendly", stream = false };
        using var response = await museum.PostAsync("convert-tone", text);
        var json = await Museum.JsonOfAsync(response);
        Assert.True(json.GetProperty("success").GetBoolean());
        Assert.Equal(text.text, json.GetProperty("original_text").GetString());
        Assert.Contains("1928", json.GetProperty("converted_text").GetString(), StringComparison.Ordinal);
        Assert.Equal("casual_friendly", json.GetProperty("tone").GetString());
        var heard = await museum.AskAsync(new { text.text, user_description = "A boy in red." }, "convert-tone");
        Assert.Contains("1928", heard.Text, StringComparison.Ordinal);
        using var missing = await museum.PostAsync("convert-tone", new { tone = "casual_friendly" });
        Assert.Equal(HttpStatusCode.BadRequest, missing.StatusCode);
        using var unknown = await museum.PostAsync("convert-tone", new { text = "a", tone = "grumpy" });
        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);
    }

    [Fact]
    public async Task Init_and_warmup_load_what_a_first_visitor_would_wait_for()
    {
        var model = new FakeModel().Says("OK");
        await using var museum = await Museum.OpenAsync(_folder, model: model);
        using var init = await museum.Http.PostAsync("/api/rag-llm/init", null);
        var loaded = await Museum.JsonOfAsync(init);
        Assert.True(loaded.GetProperty("rag_initialized").GetBoolean());
        Assert.True(loaded.GetProperty("passages").GetInt32() > 1);
        using var first = await museum.Http.PostAsync("/api/rag-llm/warmup", null);
        var warm = await Museum.JsonOfAsync(first);
        Assert.Equal("success", warm.GetProperty("embedding_model").GetProperty("status").GetString());
        Assert.Equal("success", warm.GetProperty("llm_model").GetProperty("status").GetString());
        Assert.True(warm.GetProperty("overall_success").GetBoolean());
        // Nothing is left to say: the model fails now.
        using var second = await museum.Http.PostAsync("/api/rag-llm/warmup", null);
        var cold = await Museum.JsonOfAsync(second);
        Assert.Equal("failed", cold.GetProperty("llm_model").GetProperty("status").GetString());
        Assert.False(cold.GetProperty("overall_success").GetBoolean());
        model.IsConfigured = false;
        using var third = await museum.Http.PostAsync("/api/rag-llm/warmup", null);
        var without = await Museum.JsonOfAsync(third);
        Assert.Equal("skipped", without.GetProperty("llm_model").GetProperty("status").GetString());
        Assert.True(without.GetProperty("overall_success").GetBoolean());
    }

    public void Dispose() => _folder.Dispose();
}
