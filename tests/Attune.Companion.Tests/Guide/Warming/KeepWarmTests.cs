using Attune.Companion.Guide.Warming;
using Attune.Companion.Tests.Fakes;
using Attune.Companion.Tests.Guide.RagApi;
using Attune.TestKit.Folders;
using Attune.TestKit.Time;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Attune.Companion.Tests.Guide.Warming;

/// <summary>Index and model stay loaded while nobody asks.</summary>
public sealed class KeepWarmTests : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly TempFolder _folder = new();
    private readonly DrivenClock _clock = new();

    [Fact]
    public async Task The_model_is_asked_for_something_small_every_ten_minutes_and_a_failure_is_told()
    {
        var model = new FakeModel().Says("OK").Says("OK");
        using var log = new CapturedLog();
        await using var museum = await OpenAsync(model, log);
        await Eventually.HoldsAsync(Deadline, () => _clock.HasTimer(TimeSpan.FromMinutes(10)));
        for (var times = 1; times <= 2; times++)
        {
            _clock.Advance(TimeSpan.FromMinutes(9));
            Assert.Equal(times - 1, model.Requests.Count);
            _clock.Advance(TimeSpan.FromMinutes(1));
            await Eventually.HoldsAsync(Deadline, () => model.Requests.Count == times);
        }

        Assert.All(model.Requests, request => Assert.Equal(1, request.Options!.MaxOutputTokens));
        Assert.DoesNotContain(log.Lines, line => line.StartsWith("6076 ", StringComparison.Ordinal));
        // Nothing is left to say: the model fails now, and the guide goes on.
        _clock.Advance(TimeSpan.FromMinutes(10));
        await Eventually.HoldsAsync(Deadline, () => log.Lines.Any(line =>
            line.StartsWith("6076 Keeping the guide warm failed: index success, model failed", StringComparison.Ordinal)));
        var heard = await museum.AskAsync(new { text_user_msg = "When does the ferry leave?" });
        Assert.Contains("7:45", heard.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_can_be_switched_off()
    {
        using var log = new CapturedLog();
        await using var museum = await OpenAsync(new FakeModel(), log, ("Guide:WarmUpMinutes", "0"));
        var warming = museum.Product.Services.GetServices<IHostedService>().OfType<KeepWarm>().Single();
        await warming.ExecuteTask!.WaitAsync(Deadline);
    }

    public void Dispose() => _folder.Dispose();

    private Task<Museum> OpenAsync(FakeModel model, CapturedLog log, params (string, string)[] settings) =>
        Museum.OpenAsync(_folder,
            services => services.AddSingleton<TimeProvider>(_clock).AddSingleton<ILoggerProvider>(log), model: model,
            settings: settings);
}
