using System.Diagnostics;
using Attune.Inference.Tests.Fakes;
using Attune.Server.Verbs.ScriptedModel;
using Attune.TestKit.Proofs;
using Microsoft.Extensions.AI;

namespace Attune.Inference.Tests.Answers;

/// <summary>What callers of the chat client see of every behaviour of an endpoint, over real sockets.</summary>
public sealed class AnswerTests
{
    private const string Text = "The quick brown fox jumps over the lazy dog, 敏捷的棕色狐狸跳過懶狗 🦊.";
    private static readonly ModelScript Fast = new(Text, PieceCharacters: 4, PieceMilliseconds: 0);

    [Fact]
    public async Task A_whole_answer_comes_in_pieces_and_names_its_writer()
    {
        await using var model = await ScriptedModelServer.StartAsync(Fast);
        await using var host = await InferenceHost.WithModelsAsync(model.BaseUrl, "scripted");
        var updates = new List<ChatResponseUpdate>();
        await foreach (var update in host.Chat.GetStreamingResponseAsync("Hello"))
            updates.Add(update);

        Assert.Equal(Text, string.Concat(updates.Select(update => update.Text)));
        Assert.True(updates.Count > 10, $"{updates.Count} pieces");
        Assert.All(updates, update => Assert.Equal("The scripted one", update.AuthorName));
        Assert.All(updates, update => Assert.Equal("scripted", update.ModelId));
        Assert.Equal(ChatFinishReason.Stop, updates[^1].FinishReason);
        Assert.Equal("working", Assert.Single(await host.ListAsync()).State);
    }

    [Fact]
    public async Task The_whole_conversation_and_its_options_are_sent()
    {
        await using var model = await ScriptedModelServer.StartAsync(Fast);
        await using var host = await InferenceHost.WithModelsAsync(model.BaseUrl, "scripted");
        await host.Chat.GetResponseAsync(
            [
                new(ChatRole.System, "Be kind."), new(ChatRole.User, "你好"), new(ChatRole.Assistant, "Hi"),
                new(ChatRole.User, "Bye"),
            ],
            new ChatOptions { Seed = 7, Temperature = 0.5f, MaxOutputTokens = 99 });

        var body = Assert.Single(model.Requests).Body;
        using var json = System.Text.Json.JsonDocument.Parse(body);
        Assert.Equal(7, json.RootElement.GetProperty("seed").GetInt32());
        Assert.Equal(0.5, json.RootElement.GetProperty("temperature").GetDouble());
        Assert.Equal(99, json.RootElement.GetProperty("max_tokens").GetInt32());
        Assert.False(json.RootElement.TryGetProperty("max_completion_tokens", out _));
        Assert.Equal(["system", "user", "assistant", "user"],
            json.RootElement.GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("role").GetString()));
        Assert.Contains("Bye", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dies", "model_interrupted")]
    [InlineData("unfinished", "model_interrupted")]
    [InlineData("garbles", "model_not_compatible")]
    [InlineData("errors", "model_failed")]
    [InlineData("hangs", "model_timed_out")]
    public async Task An_endpoint_that_fails_in_the_middle_interrupts_and_keeps_what_was_written(string behaviour, string code)
    {
        await using var model = await ScriptedModelServer.StartAsync(Fast);
        await using var host = await InferenceHost.StartAsync(
        [
            .. InferenceHost.ModelSettings(model.BaseUrl, behaviour, "scripted"), ("Inference:BetweenPiecesSeconds", "1"),
        ]);
        var text = "";
        var error = await Assert.ThrowsAsync<ModelInterruptedException>(async () =>
        {
            await foreach (var update in host.Chat.GetStreamingResponseAsync("Hello"))
                text += update.Text;
        });

        Assert.Equal(code, error.Code);
        Assert.Contains($"The {behaviour} one", error.Message, StringComparison.Ordinal);
        Assert.StartsWith("The quick", text, StringComparison.Ordinal);
        Assert.StartsWith(text, Text, StringComparison.Ordinal);
        Assert.True(text.Length < Text.Length);
        // What broke off is never continued by another model.
        Assert.Single(model.Requests);
        Assert.Equal("failing", (await host.ListAsync())[0].State);
    }

    [Theory]
    [InlineData("silent", "model_timed_out")]
    [InlineData("garbage", "model_not_compatible")]
    [InlineData("html", "model_not_compatible")]
    [InlineData("floods", "model_not_compatible")]
    [InlineData("empty", "model_empty")]
    [InlineData("refuses", "model_key_refused")]
    [InlineData("busy", "model_busy")]
    [InlineData("broken", "model_failed")]
    [InlineData("unknown", "model_unknown")]
    [InlineData("redirects", "model_redirected")]
    [Proves("E-042")]
    public async Task An_endpoint_that_fails_before_its_first_piece_is_replaced_by_the_next(string behaviour, string code)
    {
        await using var model = await ScriptedModelServer.StartAsync(Fast);
        await using var host = await InferenceHost.StartAsync(
        [
            .. InferenceHost.ModelSettings(model.BaseUrl, behaviour, "scripted"), Patience(behaviour),
        ]);
        Assert.Equal(Text, await host.AskAsync("Hello"));

        await using var alone = await InferenceHost.StartAsync(
        [
            .. InferenceHost.ModelSettings(model.BaseUrl, behaviour), Patience(behaviour),
        ]);
        var error = await Assert.ThrowsAsync<ModelUnavailableException>(() => alone.AskAsync("Hello"));
        Assert.Equal(code, error.Code);
        Assert.Contains($"The {behaviour} one", error.Message, StringComparison.Ordinal);
        Assert.Equal("failing", Assert.Single(await alone.ListAsync()).State);
    }

    [Fact]
    public async Task Nobody_listening_is_told_at_once()
    {
        await using var host = await InferenceHost.WithModelsAsync("http://127.0.0.1:9/v1", "any");
        var error = await Assert.ThrowsAsync<ModelUnavailableException>(() => host.AskAsync("Hello"));
        Assert.Equal("model_unreachable", error.Code);
    }

    [Fact]
    public async Task Without_an_endpoint_nothing_is_configured_and_asking_says_so()
    {
        await using var host = await InferenceHost.StartAsync();
        Assert.False(host.Availability.IsConfigured);
        var error = await Assert.ThrowsAsync<ModelUnavailableException>(() => host.AskAsync("Hello"));
        Assert.Equal("model_not_connected", error.Code);
    }

    [Fact]
    public async Task An_answer_that_does_not_end_is_cut_at_the_bound()
    {
        await using var model = await ScriptedModelServer.StartAsync(Fast);
        await using var host = await InferenceHost.StartAsync(
            [.. InferenceHost.ModelSettings(model.BaseUrl, "rambles"), ("Inference:MaxAnswerBytes", "2048")]);
        var error = await Assert.ThrowsAsync<ModelInterruptedException>(() => host.AskAsync("Hello"));
        Assert.Equal("model_answer_too_large", error.Code);
        await Deadline.UntilAsync(() => model.ActiveAnswers == 0);
    }

    [Fact]
    public async Task An_answer_that_takes_too_long_altogether_is_cut_although_it_flows()
    {
        await using var model = await ScriptedModelServer.StartAsync(new ModelScript(Text, PieceMilliseconds: 20));
        await using var host = await InferenceHost.StartAsync(
            [.. InferenceHost.ModelSettings(model.BaseUrl, "rambles"), ("Inference:AnswerSeconds", "2")]);
        var error = await Assert.ThrowsAsync<ModelInterruptedException>(() => host.AskAsync("Hello"));
        Assert.Equal("model_timed_out", error.Code);
        Assert.Contains("end of the answer", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leaving_in_the_middle_ends_the_request_at_the_endpoint_and_is_no_fault_of_it()
    {
        await using var model = await ScriptedModelServer.StartAsync(Fast);
        await using var host = await InferenceHost.WithModelsAsync(model.BaseUrl, "hangs");
        using var stop = new CancellationTokenSource();
        var watch = new Stopwatch();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var update in host.Chat.GetStreamingResponseAsync("Hello", null, stop.Token))
            {
                if (watch.IsRunning)
                    continue;
                watch.Start();
                stop.CancelAfter(TimeSpan.FromMilliseconds(50));
            }
        });
        await Deadline.UntilAsync(() => model.ActiveAnswers == 0);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(3), $"It took {watch.Elapsed}.");
        Assert.Equal("working", Assert.Single(await host.ListAsync()).State);
    }

    [Fact]
    public async Task Giving_up_before_the_first_piece_ends_the_request_too()
    {
        await using var model = await ScriptedModelServer.StartAsync(Fast);
        await using var host = await InferenceHost.WithModelsAsync(model.BaseUrl, "silent", "scripted");
        using var stop = new CancellationTokenSource();
        var asking = host.AskAsync("Hello", cancellation: stop.Token);
        await Deadline.UntilAsync(() => model.ActiveAnswers == 1);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        await Deadline.UntilAsync(() => model.ActiveAnswers == 0);
        // Nobody wanted an answer any more: the next endpoint is not asked.
        Assert.Single(model.Requests);
        Assert.Equal("unknown", (await host.ListAsync())[0].State);
    }

    [Fact]
    public async Task Fifty_answers_at_once_do_not_mix()
    {
        await using var model = await ScriptedModelServer.StartAsync(new ModelScript(PieceCharacters: 3, PieceMilliseconds: 1));
        await using var host = await InferenceHost.WithModelsAsync(model.BaseUrl, "echo");
        var questions = Enumerable.Range(0, 50).Select(i => string.Join(' ', Enumerable.Repeat($"question{i}", 20))).ToList();
        var answers = await Task.WhenAll(questions.Select(question => host.AskAsync(question)));
        Assert.Equal(questions, answers);
    }

    /// <summary>Little where silence is expected, much everywhere else: a busy machine must not look like a slow model.</summary>
    private static (string Key, string Value) Patience(string behaviour) =>
        ("Inference:FirstPieceSeconds", behaviour == "silent" ? "2" : "60");
}
