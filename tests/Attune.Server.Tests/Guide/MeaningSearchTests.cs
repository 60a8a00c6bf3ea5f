using System.Net;
using System.Text.Json;
using Attune.Server.Tests.Wire;
using Attune.Server.Verbs.ScriptedModel;
using Attune.TestKit.Time;

namespace Attune.Server.Tests.Guide;

/// <summary>The real program with a stand-in for an embeddings endpoint, which understands nothing and fails on demand.</summary>
public sealed class MeaningSearchTests
{
    private const string Model = "scripted";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_question_finds_by_meaning_what_shares_no_word_and_vectors_survive_a_kill()
    {
        await using var model = await StandInAsync();
        await using var server = await StartAsync(model);
        await AddAsync(server, "Harbour", "The ferry leaves at seven.");
        await VectorsMadeAsync(server);
        Assert.Equal("Kennel", (await FindAsync(server, "dog"))[0]);
        Assert.Equal("Kennel", (await FindAsync(server, "狗"))[0]);
        Assert.Equal("Harbour", (await FindAsync(server, "When does the ferry leave?"))[0]);
        var earlier = Passages(model).ToHashSet(ReferenceEqualityComparer.Instance);
        await server.RestartAsync();
        await KennelFoundAsync(server);
        Assert.DoesNotContain(Passages(model), request => !earlier.Contains(request));
    }

    [Theory]
    [InlineData(ScriptedBehaviour.Silent)]
    [InlineData(ScriptedBehaviour.Broken)]
    [InlineData(ScriptedBehaviour.Garbage)]
    [InlineData(ScriptedBehaviour.Dies)]
    public async Task Whatever_the_endpoint_does_a_question_is_answered_by_words_and_the_endpoint_soon_left_alone(
        ScriptedBehaviour behaviour)
    {
        await using var model = await StandInAsync();
        await using var server = await StartAsync(model);
        await AddAsync(server, "Harbour", "The ferry leaves at seven.");
        await VectorsMadeAsync(server);
        var before = model.EmbeddingCount;
        model.Change(Model, behaviour);
        for (var i = 0; i < 8; i++)
            Assert.Equal("Harbour", (await FindAsync(server, $"When does the ferry leave? {i}"))[0]);
        // After three failures in a row it is not asked for half a minute.
        Assert.Equal(before + 3, model.EmbeddingCount);
        var ready = await server.GetAsync("/ready");
        var check = ready.GetProperty("checks").EnumerateArray()
            .Single(one => one.GetProperty("name").GetString() == "inference.embeddings");
        Assert.Equal("degraded", check.GetProperty("status").GetString());
        using var answer = await server.PostAsync("/api/rag-llm/query", JsonSerializer.Serialize(
            new { text_user_msg = "When does the ferry leave?", session_id = "one" }));
        Assert.Contains("seven", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_endpoint_that_is_away_from_the_start_is_in_nobodys_way_and_used_when_it_comes()
    {
        await using var model = await StandInAsync();
        model.Change(Model, ScriptedBehaviour.Broken);
        await using var server = await StartAsync(
            model, "--Inference:PauseSeconds=1", "--Knowledge:VectorRetrySeconds=1", "--Guide:FoundMinutes=0");
        await AddAsync(server, "Kennel", "hound sanctuary");
        Assert.Equal("Kennel", (await FindAsync(server, "sanctuary"))[0]);
        Assert.Empty(await FindAsync(server, "dog"));
        model.Change(Model, ScriptedBehaviour.Scripted);
        await KennelFoundAsync(server);
    }

    private static Task<ScriptedModelServer> StandInAsync() =>
        ScriptedModelServer.StartAsync(new ModelScript(Synonyms: [["dog", "hound", "狗"]]));

    private static Task<RunningServer> StartAsync(ScriptedModelServer model, params string[] more) => RunningServer.StartAsync(
    [
        $"--Inference:Embeddings:BaseUrl={model.BaseUrl}", $"--Inference:Embeddings:Model={Model}",
        "--Inference:Embeddings:QuestionMilliseconds=300", "--Knowledge:LeastSimilarity=0.4", .. more,
    ]);

    private static async Task AddAsync(RunningServer server, string name, string text)
    {
        using var stored = await server.PostAsync("/v1/knowledge/documents", JsonSerializer.Serialize(new { name, text }));
        Assert.Equal(HttpStatusCode.Created, stored.StatusCode);
    }

    /// <summary>Adds a last document and waits until it is found by meaning: by then all others have their vectors.</summary>
    private static async Task VectorsMadeAsync(RunningServer server)
    {
        await AddAsync(server, "Kennel", "hound sanctuary");
        await KennelFoundAsync(server);
    }

    private static Task KennelFoundAsync(RunningServer server) =>
        Eventually.GetAsync(Patience, () => FindAsync(server, "dog"), found => found.Contains("Kennel"));

    /// <summary>Requests for the vectors of passages, which stand behind their document's name on lines of their own.</summary>
    private static IEnumerable<RecordedRequest> Passages(ScriptedModelServer model) =>
        model.EmbeddingRequests.Where(request => request.Body.Contains("\\n", StringComparison.Ordinal));

    private static async Task<IReadOnlyList<string>> FindAsync(RunningServer server, string query) =>
        [.. (await server.GetAsync($"/v1/knowledge/search?q={Uri.EscapeDataString(query)}")).GetProperty("items")
            .EnumerateArray().Select(item => item.GetProperty("documentName").GetString()!)];
}
