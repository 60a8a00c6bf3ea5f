using Attune.Companion.Tests.Fakes;
using Attune.Companion.Tests.Guide.RagApi;
using Attune.TestKit.Folders;
using Attune.TestKit.Proofs;
using Attune.TestKit.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Attune.Companion.Tests.Guide.Visits;

/// <summary>How long a model is waited for.</summary>
public sealed class ModelTimeTests : IDisposable
{
    private const string Draft = "You can take the ferry to the island at 7:45 [1].";
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly TempFolder _folder = new();
    private readonly DrivenClock _clock = new();

    [Fact]
    [Proves("E-079")]
    public async Task Without_a_limit_a_model_is_waited_for_however_long_it_takes()
    {
        var release = new TaskCompletionSource();
        var model = new FakeModel().SaysAfter(() => release.Task.WaitAsync(Deadline), Draft);
        await using var museum = await OpenAsync(model, ("Guide:OverallSeconds", "0"));
        var asked = AskAsync(museum);
        await Eventually.HoldsAsync(Deadline, () => model.Requests.Count == 1);
        _clock.Advance(TimeSpan.FromHours(20));
        Assert.False(asked.IsCompleted);
        release.SetResult();
        await asked.WaitAsync(Deadline);
        Assert.Equal(Draft, await DraftAsync(museum));
    }

    [Fact]
    public async Task With_the_limit_that_is_set_as_shipped_the_rules_answer_after_two_minutes()
    {
        var model = new FakeModel().SaysAndHangs("You can take the ");
        await using var museum = await OpenAsync(model);
        var asked = AskAsync(museum);
        await Eventually.HoldsAsync(Deadline, () => model.Requests.Count == 1);
        _clock.Advance(TimeSpan.FromSeconds(119));
        Assert.False(asked.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Contains("7:45", (await asked.WaitAsync(Deadline)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("You can take", await DraftAsync(museum), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private Task<Museum> OpenAsync(FakeModel model, params (string, string)[] settings) => Museum.OpenAsync(
        _folder, services => services.AddSingleton<TimeProvider>(_clock), model: model,
        settings: [("Guide:ToneByModel", "false"), ("Guide:WarmUpMinutes", "0"), .. settings]);

    private static Task<Heard> AskAsync(Museum museum) =>
        museum.AskAsync(new { text_user_msg = "When does the ferry leave?", session_id = "s1" });

    private static async Task<string?> DraftAsync(Museum museum) =>
        (await museum.GetAsync("sessions/s1/history")).GetProperty("history")[1].GetProperty("content").GetString();
}
