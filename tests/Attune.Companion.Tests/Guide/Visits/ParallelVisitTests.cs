using Attune.Companion.Guide.Describing;
using Attune.Companion.Guide.Visits;
using Attune.Companion.Tests.Fakes;
using Attune.Companion.Tests.Guide.RagApi;
using Attune.Language.Tones;
using Attune.TestKit.Folders;
using Attune.TestKit.Proofs;
using Attune.TestKit.Time;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Attune.Companion.Tests.Guide.Visits;

/// <summary>Description and answer are sought at the same time; what comes too late serves the next question.</summary>
public sealed class ParallelVisitTests : IDisposable
{
    private const string Child = "A girl of about eight in a school uniform with a backpack.";
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly TempFolder _folder = new();

    [Fact]
    [Proves("E-005", "E-160", "E-220")]
    public async Task Neither_part_waits_for_the_other_to_begin()
    {
        var describing = new TaskCompletionSource();
        var writing = new TaskCompletionSource();
        await using var describer = await FakeDescriber.StartAsync(async context =>
        {
            describing.SetResult();
            await writing.Task.WaitAsync(Deadline);
            await FakeDescriber.SayAsync(context, Child);
        });
        var model = new FakeModel().SaysAfter(async () =>
        {
            writing.SetResult();
            await describing.Task.WaitAsync(Deadline);
        }, "The ferry leaves at 7:45 [1].");
        await using var museum = await Museum.OpenAsync(_folder, describer, model);
        var heard = await museum.AskAsync(new { text_user_msg = "When does the ferry leave?", session_id = "s1" });
        Assert.Contains("7:45", heard.Text, StringComparison.Ordinal);
        Assert.Equal("from_describer", heard.Why);
        Assert.Equal(ToneOf(Child), heard.Tone);
    }

    [Fact]
    [Proves("E-136")]
    public async Task A_description_that_comes_too_late_serves_the_next_question_of_the_sitting()
    {
        var release = new TaskCompletionSource();
        await using var describer = await FakeDescriber.StartAsync(async context =>
        {
            await release.Task.WaitAsync(Deadline);
            await FakeDescriber.SayAsync(context, Child);
        });
        await using var museum = await Museum.OpenAsync(_folder, describer, settings: [("Guide:Describer:WaitSeconds", "0")]);
        var question = new { text_user_msg = "When does the ferry leave?", session_id = "s1" };
        var first = await museum.AskAsync(question);
        Assert.Equal(("casual_friendly", "describer_timed_out"), (first.Tone, first.Why));
        release.SetResult();
        var cache = museum.Product.Services.GetRequiredService<DescriptionCache>();
        await Eventually.HoldsAsync(Deadline, () => cache.Find(new SittingKey("local", "owner", "s1")) is not null);
        var second = await museum.AskAsync(question);
        Assert.Equal((ToneOf(Child), "from_sitting"), (second.Tone, second.Why));
        Assert.Equal(1, describer.Asked);
    }

    [Fact]
    public async Task A_late_description_is_given_up_where_everybody_shares_the_sitting()
    {
        var abandoned = new TaskCompletionSource();
        await using var describer = await FakeDescriber.StartAsync(context => HangAsync(context, abandoned));
        await using var museum = await Museum.OpenAsync(_folder, describer, settings: [("Guide:Describer:WaitSeconds", "0.2")]);
        var heard = await museum.AskAsync(new { text_user_msg = "When does the ferry leave?" });
        Assert.Equal(("casual_friendly", "describer_timed_out"), (heard.Tone, heard.Why));
        await abandoned.Task.WaitAsync(Deadline);
    }

    [Fact]
    public async Task A_visitor_who_leaves_ends_both_parts()
    {
        var abandoned = new TaskCompletionSource();
        await using var describer = await FakeDescriber.StartAsync(context => HangAsync(context, abandoned));
        var model = new FakeModel().SaysAndHangs("The ferry");
        await using var museum = await Museum.OpenAsync(_folder, describer, model);
        using var left = new CancellationTokenSource();
        var question = new { text_user_msg = "When does the ferry leave?", session_id = "s1" };
        var asked = museum.PostAsync("query", question, left.Token);
        await Eventually.HoldsAsync(Deadline, () => describer.Asked == 1 && model.Requests.Count == 1);
        await left.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        await abandoned.Task.WaitAsync(Deadline);
        var descriptions = museum.Product.Services.GetRequiredService<Descriptions>();
        await Eventually.HoldsAsync(Deadline, () => descriptions.Running == 0);
    }

    [Fact]
    [Proves("E-012", "E-013")]
    public async Task A_description_that_the_client_sends_is_used_and_nobody_is_asked()
    {
        await using var describer = await FakeDescriber.SayingAsync("A man in a suit.");
        await using var museum = await Museum.OpenAsync(_folder, describer);
        var heard = await museum.AskAsync(new { text_user_msg = "When does the ferry leave?", user_description = Child });
        Assert.Equal("from_client", heard.Why);
        Assert.Equal(ToneOf(Child), heard.Tone);
        Assert.Equal(0, describer.Asked);
    }

    [Fact]
    public async Task A_visitor_who_chooses_is_neither_described_nor_guessed_at()
    {
        await using var describer = await FakeDescriber.SayingAsync(Child);
        await using var museum = await Museum.OpenAsync(_folder, describer);
        var heard = await museum.AskAsync(new { text_user_msg = "When does the ferry leave?", tone = "elder_friendly" });
        Assert.Equal(("elder_friendly", "visitor", "not_wanted"), (heard.Tone, heard.Source, heard.Why));
        Assert.Equal(0, describer.Asked);
    }

    [Fact]
    public async Task A_model_that_wrote_the_answer_says_it_in_the_tone_and_the_history_keeps_the_draft()
    {
        const string Draft = "The ferry to the island leaves at 7:45 [1].";
        var model = new FakeModel().Says(Draft).Says("1| The boat to the ", "island starts at 7:45 [1].\n");
        await using var museum = await Museum.OpenAsync(_folder, model: model);
        var heard = await museum.AskAsync(
            new { text_user_msg = "When does the ferry leave?", session_id = "s1", user_description = Child });
        Assert.Equal("The boat to the island starts at 7:45 [1].", heard.Text);
        Assert.Equal("child_friendly", heard.Tone);
        var history = await museum.GetAsync("sessions/s1/history");
        Assert.Equal(Draft, history.GetProperty("history")[1].GetProperty("content").GetString());
    }

    [Fact]
    public async Task A_model_that_changes_a_fact_is_not_heard()
    {
        var model = new FakeModel().Says("The ferry to the island leaves at 7:45 [1].").Says("1| The boat starts at 8:45 [1].\n");
        await using var museum = await Museum.OpenAsync(_folder, model: model);
        var heard = await museum.AskAsync(new { text_user_msg = "When does the ferry leave?", tone = "child_friendly" });
        Assert.Contains("7:45", heard.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("8:45", heard.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_is_not_asked_for_the_tone_when_it_is_set_so()
    {
        var model = new FakeModel().Says("The ferry to the island leaves at 7:45 [1].");
        await using var museum = await Museum.OpenAsync(_folder, model: model, settings: [("Guide:ToneByModel", "false")]);
        await museum.AskAsync(new { text_user_msg = "When does the ferry leave?" });
        Assert.Single(model.Requests);
        // What the model is told of the visitor's question stands between marks, and the visitor's looks are not in it.
        var (messages, _) = model.Requests.Single();
        Assert.Equal("<<<When does the ferry leave?>>>", messages[^1].Text);
    }

    [Fact]
    [Proves("E-066")]
    public async Task The_describers_key_is_sent_to_it()
    {
        await using var describer = await FakeDescriber.SayingAsync(Child);
        await using var museum = await Museum.OpenAsync(_folder, describer, settings: [("Guide:Describer:ApiKey", "secret")]);
        await museum.AskAsync(new { text_user_msg = "When does the ferry leave?" });
        Assert.Equal("Bearer secret", describer.Authorization);
    }

    [Fact]
    public async Task A_describer_that_does_not_stop_talking_is_not_listened_to()
    {
        await using var describer = await FakeDescriber.StartAsync(async context =>
        {
            var block = new byte[64 * 1024];
            Array.Fill(block, (byte)'x');
            for (var i = 0; i < 1_000 && !context.RequestAborted.IsCancellationRequested; i++)
                await context.Response.Body.WriteAsync(block, CancellationToken.None);
        });
        await using var museum = await Museum.OpenAsync(_folder, describer);
        var heard = await museum.AskAsync(new { text_user_msg = "When does the ferry leave?", session_id = "s1" });
        Assert.Equal(("casual_friendly", "describer_too_large"), (heard.Tone, heard.Why));
    }

    [Fact]
    [Proves("E-070")]
    public async Task No_more_descriptions_are_asked_for_at_once_than_allowed()
    {
        await using var describer = await FakeDescriber.StartAsync(context => HangAsync(context, new TaskCompletionSource()));
        await using var museum = await Museum.OpenAsync(_folder, describer,
            settings: [("Guide:Describer:MaxRequests", "2"), ("Guide:Describer:WaitSeconds", "0")]);
        var reasons = new List<string>();
        for (var i = 0; i < 4; i++)
            reasons.Add((await museum.AskAsync(new { text_user_msg = "When does the ferry leave?", session_id = $"s{i}" })).Why);
        Assert.Equal(["describer_timed_out", "describer_timed_out", "describer_busy", "describer_busy"], reasons);
    }

    public void Dispose() => _folder.Dispose();

    private static string ToneOf(string description) =>
        ToneSelection.Select(new ToneInputs { Description = description }).Tone.WireName;

    private static async Task HangAsync(HttpContext context, TaskCompletionSource abandoned)
    {
        using var gone = context.RequestAborted.Register(() => abandoned.TrySetResult());
        await abandoned.Task.WaitAsync(Deadline);
    }
}
