using Attune.Inference.Tests.Fakes;
using Attune.Server.Verbs.ScriptedModel;
using Attune.TestKit.Proofs;
using Attune.TestKit.Time;

namespace Attune.Inference.Tests.Answers;

/// <summary>An endpoint that keeps failing is left alone for a while and then tried by one request.</summary>
public sealed class BreakerTests
{
    private static readonly ModelScript Fast = new("Ready.", PieceMilliseconds: 0);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(31);

    private readonly ManualClock _clock = new();

    [Fact]
    [Proves("B-46")]
    public async Task After_three_failures_in_a_row_it_is_paused_and_recovers_by_a_single_good_request()
    {
        await using var model = await ScriptedModelServer.StartAsync(Fast);
        await using var host = await InferenceHost.StartAsync(null, _clock, InferenceHost.ModelSettings(model.BaseUrl, "one"));
        model.Change("one", ScriptedBehaviour.Broken);
        for (var i = 0; i < 3; i++)
            Assert.Equal("model_failed", await FailAsync(host));
        Assert.Equal("paused", await StateAsync(host));
        Assert.Equal("model_paused", await FailAsync(host));
        Assert.Equal(3, model.Requests.Count);

        // Still broken: the one request that tries it fails, and the pause begins again.
        _clock.Advance(Pause);
        Assert.Equal("model_failed", await FailAsync(host));
        Assert.Equal("paused", await StateAsync(host));
        Assert.Equal("model_paused", await FailAsync(host));
        Assert.Equal(4, model.Requests.Count);

        model.Change("one", ScriptedBehaviour.Scripted);
        _clock.Advance(Pause);
        Assert.Equal("Ready.", await host.AskAsync("Hello"));
        Assert.Equal("working", await StateAsync(host));
        Assert.Equal("Ready.", await host.AskAsync("Hello"));
    }

    [Fact]
    public async Task A_good_answer_in_between_begins_the_count_again()
    {
        await using var model = await ScriptedModelServer.StartAsync(Fast);
        await using var host = await InferenceHost.StartAsync(null, _clock, InferenceHost.ModelSettings(model.BaseUrl, "one"));
        for (var round = 0; round < 3; round++)
        {
            model.Change("one", ScriptedBehaviour.Broken);
            Assert.Equal("model_failed", await FailAsync(host));
            Assert.Equal("model_failed", await FailAsync(host));
            Assert.Equal("failing", await StateAsync(host));
            model.Change("one", ScriptedBehaviour.Scripted);
            Assert.Equal("Ready.", await host.AskAsync("Hello"));
        }

        model.Change("one", ScriptedBehaviour.Broken);
        for (var i = 0; i < 3; i++)
            Assert.Equal("model_failed", await FailAsync(host));
        Assert.Equal("paused", await StateAsync(host));
    }

    [Fact]
    public async Task Answers_that_break_off_count_as_failures()
    {
        await using var model = await ScriptedModelServer.StartAsync(Fast);
        await using var host = await InferenceHost.StartAsync(null, _clock, InferenceHost.ModelSettings(model.BaseUrl, "dies"));
        for (var i = 0; i < 3; i++)
            await Assert.ThrowsAsync<ModelInterruptedException>(() => host.AskAsync("Hello"));
        Assert.Equal("paused", await StateAsync(host));
    }

    [Fact]
    public async Task While_the_first_is_paused_the_second_answers_and_the_first_is_not_asked()
    {
        await using var model = await ScriptedModelServer.StartAsync(Fast);
        await using var host = await InferenceHost.StartAsync(
            null, _clock, InferenceHost.ModelSettings(model.BaseUrl, "broken", "scripted"));
        for (var i = 0; i < 5; i++)
            Assert.Equal("Ready.", await host.AskAsync("Hello"));
        Assert.Equal(3, model.Requests.Count(request => request.Body.Contains("\"broken\"", StringComparison.Ordinal)));
        Assert.Equal(5, model.Requests.Count(request => request.Body.Contains("\"scripted\"", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Only_one_request_tries_a_paused_endpoint_and_giving_it_up_proves_nothing()
    {
        await using var model = await ScriptedModelServer.StartAsync(Fast);
        await using var host = await InferenceHost.StartAsync(null, _clock, InferenceHost.ModelSettings(model.BaseUrl, "one"));
        model.Change("one", ScriptedBehaviour.Broken);
        for (var i = 0; i < 3; i++)
            await FailAsync(host);
        model.Change("one", ScriptedBehaviour.Silent);
        _clock.Advance(Pause);
        using var stop = new CancellationTokenSource();
        var probe = host.AskAsync("Hello", cancellation: stop.Token);
        await Deadline.UntilAsync(() => model.ActiveAnswers == 1);
        Assert.Equal("model_paused", await FailAsync(host));

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => probe);
        Assert.Equal("paused", await StateAsync(host));
        model.Change("one", ScriptedBehaviour.Scripted);
        _clock.Advance(Pause);
        Assert.Equal("Ready.", await host.AskAsync("Hello"));
    }

    private static async Task<string> FailAsync(InferenceHost host) =>
        (await Assert.ThrowsAsync<ModelUnavailableException>(() => host.AskAsync("Hello"))).Code;

    private static async Task<string> StateAsync(InferenceHost host) => Assert.Single(await host.ListAsync()).State;
}
