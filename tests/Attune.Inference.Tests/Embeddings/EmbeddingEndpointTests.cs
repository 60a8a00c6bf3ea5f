using Attune.Contracts.Health;
using Attune.Foundation.Modules;
using Attune.Inference.Embeddings;
using Attune.Inference.Tests.Fakes;
using Attune.Server.Verbs.ScriptedModel;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Attune.Inference.Tests.Embeddings;

/// <summary>Vectors of texts, from an endpoint that works and from those that do not.</summary>
public sealed class EmbeddingEndpointTests
{
    private const string Key = "sk-embeddings-8b7";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Texts_become_vectors_in_their_order_and_the_key_goes_along()
    {
        await using var model = await ScriptedModelServer.StartAsync(new ModelScript(Synonyms: [["dog", "狗"]]));
        await using var host = await StartAsync(model.BaseUrl, "scripted", ("ApiKey", Key), ("QuestionPrefix", "query: "));
        var generator = Generator(host);
        var vectors = await generator.GenerateAsync(["a dog", "狗", "harbour"], cancellationToken: Cancellation);
        Assert.Equal(3, vectors.Count);
        Assert.Equal("scripted", vectors[0].ModelId);
        Assert.True(Cosine(vectors[0], vectors[1]) > Cosine(vectors[0], vectors[2]));
        await generator.GenerateAsync(["where?"], EmbeddingPurpose.Question(), Cancellation);
        Assert.Equal($"Bearer {Key}", model.EmbeddingRequests[0].Authorization);
        Assert.Contains("\"a dog\"", model.EmbeddingRequests[0].Body, StringComparison.Ordinal);
        Assert.Contains("query: where?", model.EmbeddingRequests[1].Body, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, host.Log.Text, StringComparison.Ordinal);
        Assert.Equal("healthy", Health(host).Status);
    }

    [Fact]
    public async Task Without_an_address_nothing_is_asked_and_callers_can_tell()
    {
        await using var host = await InferenceHost.StartAsync();
        Assert.Null(Generator(host).GetService<EmbeddingGeneratorMetadata>());
        var error = await Assert.ThrowsAsync<ModelUnavailableException>(
            () => Generator(host).GenerateAsync(["text"], cancellationToken: Cancellation));
        Assert.Equal("model_not_connected", error.Code);
        Assert.Equal("healthy", Health(host).Status);
    }

    [Theory]
    [InlineData("refuses", "model_key_refused")]
    [InlineData("busy", "model_busy")]
    [InlineData("broken", "model_failed")]
    [InlineData("unknown", "model_unknown")]
    [InlineData("redirects", "model_redirected")]
    [InlineData("html", "model_not_compatible")]
    [InlineData("garbage", "model_not_compatible")]
    [InlineData("empty", "model_not_compatible")]
    [InlineData("floods", "model_not_compatible")]
    [InlineData("dies", "model_interrupted")]
    [InlineData("silent", "model_timed_out")]
    public async Task Every_failure_has_a_code_and_is_told_as_degraded(string behaviour, string code)
    {
        await using var model = await ScriptedModelServer.StartAsync(new ModelScript());
        await using var host = await StartAsync(
            model.BaseUrl, behaviour, ("ApiKey", Key), ("QuestionMilliseconds", "400"), ("Dimensions", "64"));
        var error = await Assert.ThrowsAsync<ModelUnavailableException>(
            () => Generator(host).GenerateAsync(["text"], EmbeddingPurpose.Question(), Cancellation));
        Assert.Equal(code, error.Code);
        Assert.DoesNotContain(Key, error.ToString() + host.Log.Text, StringComparison.Ordinal);
        Assert.Equal("degraded", Health(host).Status);
    }

    [Fact]
    public async Task An_outage_is_logged_when_it_begins_and_when_it_ends_and_paused_in_between()
    {
        await using var model = await ScriptedModelServer.StartAsync(new ModelScript());
        await using var host = await StartAsync(model.BaseUrl, "scripted");
        model.Change("scripted", ScriptedBehaviour.Broken);
        for (var i = 0; i < 5; i++)
        {
            await Assert.ThrowsAsync<ModelUnavailableException>(
                () => Generator(host).GenerateAsync(["text"], cancellationToken: Cancellation));
        }

        // The breaker opens after three failures in a row; the others never leave the house.
        Assert.Equal(3, model.EmbeddingRequests.Count);
        Assert.Equal(1, Count(host.Log.Text, "7003"));
        await using var other = await StartAsync(model.BaseUrl, "scripted", ("QuestionMilliseconds", "5000"));
        await Assert.ThrowsAsync<ModelUnavailableException>(
            () => Generator(other).GenerateAsync(["text"], cancellationToken: Cancellation));
        model.Change("scripted", ScriptedBehaviour.Scripted);
        await Generator(other).GenerateAsync(["text"], cancellationToken: Cancellation);
        await Generator(other).GenerateAsync(["text"], cancellationToken: Cancellation);
        Assert.Equal((1, 1), (Count(other.Log.Text, "7003"), Count(other.Log.Text, "7004")));
        Assert.Equal("healthy", Health(other).Status);
    }

    [Fact]
    public async Task A_caller_who_leaves_counts_for_nothing()
    {
        await using var model = await ScriptedModelServer.StartAsync(new ModelScript());
        await using var host = await StartAsync(model.BaseUrl, "silent");
        using var leaving = new CancellationTokenSource();
        var asked = Generator(host).GenerateAsync(["text"], cancellationToken: leaving.Token);
        await Deadline.UntilAsync(() => model.ActiveAnswers == 1);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        await Deadline.UntilAsync(() => model.ActiveAnswers == 0);
        Assert.Equal("healthy", Health(host).Status);
    }

    [Fact]
    public async Task A_long_text_is_cut_between_characters_and_half_a_character_does_no_harm()
    {
        await using var model = await ScriptedModelServer.StartAsync(new ModelScript());
        await using var host = await StartAsync(model.BaseUrl, "scripted", ("MaxCharacters", "100"));
        await Generator(host).GenerateAsync([new string('x', 99) + "😀 tail", "\ud83d"], cancellationToken: Cancellation);
        var body = model.EmbeddingRequests[0].Body;
        Assert.DoesNotContain("tail", body, StringComparison.Ordinal);
        Assert.DoesNotContain("\\uD83D", body, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task More_texts_than_a_batch_are_refused()
    {
        await using var host = await StartAsync("http://127.0.0.1:1/v1", "any", ("BatchSize", "2"));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => Generator(host).GenerateAsync(["a", "b", "c"], cancellationToken: Cancellation));
    }

    [Theory]
    [InlineData("BaseUrl", "127.0.0.1:8099", "BaseUrl")]
    [InlineData("BaseUrl", "http://user:pass@127.0.0.1/v1", "BaseUrl")]
    [InlineData("Model", "", "Model")]
    public async Task Wrong_settings_are_refused_without_repeating_them(string key, string value, string named)
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(
            () => StartAsync("http://127.0.0.1:1/v1", "any", (key, value)));
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("pass@", error.Message, StringComparison.Ordinal);
    }

    private static Task<InferenceHost> StartAsync(string baseUrl, string model, params (string Key, string Value)[] more)
    {
        var settings = new Dictionary<string, string> { ["BaseUrl"] = baseUrl, ["Model"] = model };
        foreach (var (key, value) in more)
            settings[key] = value;
        return InferenceHost.StartAsync(
            [.. settings.Select(setting => ($"Inference:Embeddings:{setting.Key}", setting.Value))]);
    }

    private static IEmbeddingGenerator<string, Embedding<float>> Generator(InferenceHost host) =>
        host.Services.GetRequiredService<IEmbeddingGenerator<string, Embedding<float>>>();

    private static HealthCheckResult Health(InferenceHost host) => host.Services.GetServices<IReadinessCheck>()
        .Select(check => check.Check()).Single(result => result.Name == "inference.embeddings");

    private static int Count(string text, string word) => text.Split(word).Length - 1;

    private static double Cosine(Embedding<float> a, Embedding<float> b) =>
        a.Vector.ToArray().Zip(b.Vector.ToArray(), (x, y) => (double)x * y).Sum();
}
