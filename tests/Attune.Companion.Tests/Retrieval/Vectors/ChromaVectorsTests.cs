using System.Net;
using System.Net.Http.Json;
using Attune.Companion.Retrieval;
using Attune.Companion.Retrieval.Vectors;
using Attune.Companion.Tests.Fakes;
using Attune.Contracts;
using Attune.Contracts.Knowledge;
using Attune.Language.Search.OnDisk;
using Attune.TestKit.Folders;
using Attune.TestKit.Time;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace Attune.Companion.Tests.Retrieval.Vectors;

/// <summary>
/// The store in a Chroma server, against a stand-in; and against a real one whose address the environment variable
/// ATTUNE_TEST_CHROMA names.
/// </summary>
public sealed class ChromaVectorsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Vectors_come_are_found_and_go(bool real)
    {
        await using var stand = await FakeChroma.StartAsync();
        var url = UrlOf(stand, real);
        var log = new CapturedLog();
        var organisation = "test-" + Guid.CreateVersion7().ToString("N");
        using (var store = Store(url, organisation, "model-a", log))
        {
            Assert.Equal(0, store.Count);
            await store.OpenAsync(Cancellation);
            await store.AddAsync(new VectorRecord("one", "h1", 2, [1, 0, 0, 1]), Cancellation);
            await store.AddAsync(new VectorRecord("two", "h2", 2, [1, 1]), Cancellation);
            await store.AddAsync(new VectorRecord("two", "h3", 2, [3, 0.3f]), Cancellation);
            Assert.Equal(3, store.Count);
            Assert.True(store.Holds("one", "h1"));
            Assert.False(store.Holds("two", "h2"));
            var near = await store.SearchAsync(new float[] { 5, 0 }, 10, least: 0.5f, Cancellation);
            Assert.Equal([("one", 0), ("two", 0)], near.Select(one => (one.Key, one.Row)));
            Assert.Equal(1, near[0].Similarity, 4);
            Assert.Equal(0.995, near[1].Similarity, 3);
        }

        using (var again = Store(url, organisation, "model-a", log, ("one", "h1"), ("two", "changed")))
        {
            await again.OpenAsync(Cancellation);
            Assert.Equal(2, again.Count);
            Assert.True(again.Holds("one", "h1"));
            await again.RemoveAsync("one", Cancellation);
            Assert.Empty(await again.SearchAsync(new float[] { 1, 0 }, 10, least: -1, Cancellation));
        }

        using var other = Store(url, organisation, "model-b", log, ("one", "h1"));
        await other.OpenAsync(Cancellation);
        Assert.Equal(0, other.Count);
        if (!real)
            Assert.Single(stand.Collections);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Many_vectors_are_put_and_listed_in_parts(bool real)
    {
        await using var stand = await FakeChroma.StartAsync();
        var organisation = "test-" + Guid.CreateVersion7().ToString("N");
        var vectors = Enumerable.Range(0, 2 * 1_250).Select(i => i % 2 == 0 ? 1f : i).ToArray();
        using (var store = Store(UrlOf(stand, real), organisation, "m", new CapturedLog()))
        {
            await store.OpenAsync(Cancellation);
            await store.AddAsync(new VectorRecord("long", "h", 2, vectors), Cancellation);
        }

        using var again = Store(UrlOf(stand, real), organisation, "m", new CapturedLog(), ("long", "h"));
        await again.OpenAsync(Cancellation);
        Assert.Equal(1_250, again.Count);
        await again.RemoveAsync("long", Cancellation);
        Assert.Equal(0, again.Count);
    }

    [Fact]
    public async Task A_server_that_fails_is_told_once_not_asked_for_a_while_and_asked_again_later()
    {
        await using var stand = await FakeChroma.StartAsync();
        var log = new CapturedLog();
        var clock = new ManualClock();
        using var store = Store(stand.Url, "org", "m", log, clock);
        await store.OpenAsync(Cancellation);
        await store.AddAsync(new VectorRecord("one", "h", 2, [1, 0]), Cancellation);
        stand.FailsWith = 500;
        await Assert.ThrowsAsync<IOException>(() => store.SearchAsync(new float[] { 1, 0 }, 5, 0, Cancellation));
        Assert.Empty(await store.SearchAsync(new float[] { 1, 0 }, 5, 0, Cancellation));
        await Assert.ThrowsAsync<IOException>(() => store.RemoveAsync("one", Cancellation));
        stand.FailsWith = 0;
        Assert.Empty(await store.SearchAsync(new float[] { 1, 0 }, 5, 0, Cancellation));
        clock.Advance(TimeSpan.FromSeconds(31));
        Assert.Single(await store.SearchAsync(new float[] { 1, 0 }, 5, 0, Cancellation));
        Assert.Equal(1, log.Lines.Count(line => line.StartsWith("6149 ", StringComparison.Ordinal)));
        Assert.Equal(2, log.Lines.Count(line => line.StartsWith("6150 ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_product_finds_by_meaning_through_it_and_deletes_nothing_that_it_may_still_hold()
    {
        await using var stand = await FakeChroma.StartAsync();
        using var folder = new TempFolder();
        await using var product = await Product.StartAsync(folder, new MemoryAiStreams(),
            services => services.AddSingleton<IEmbeddingGenerator<string, Embedding<float>>>(new FakeEmbeddings()),
            [.. FakeEmbeddings.Settings, ("Knowledge:VectorStore", "chroma"), ("Knowledge:ChromaUrl", stand.Url),
                ("Knowledge:ChromaToken", "secret-token")]);
        var yard = await product.ImportAsync("Yard", "hound zanzibar");
        var found = await Eventually.GetAsync(Patience, () => SearchAsync(product, "dog"), items => items.Count > 0);
        Assert.Equal("Yard", found[0].DocumentName);
        Assert.Equal("secret-token", stand.Token);
        Assert.False(File.Exists(Path.Combine(folder.Path, "index", "local", "documents.vectors")));
        stand.FailsWith = 503;
        Assert.Equal("Yard", (await SearchAsync(product, "zanzibar"))[0].DocumentName);
        using (var refused = await product.Http.DeleteAsync($"/v1/knowledge/documents/{yard.Id}"))
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        stand.FailsWith = 0;
        using (var deleted = await product.Http.DeleteAsync($"/v1/knowledge/documents/{yard.Id}"))
            Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Empty(await SearchAsync(product, "zanzibar"));
    }

    private static string UrlOf(FakeChroma stand, bool real)
    {
        if (!real)
            return stand.Url;
        var url = Environment.GetEnvironmentVariable("ATTUNE_TEST_CHROMA");
        Assert.SkipWhen(string.IsNullOrEmpty(url), "ATTUNE_TEST_CHROMA names no Chroma server; only the stand-in was tested.");
        return url!;
    }

    private static ChromaVectors Store(
        string url, string organisation, string model, CapturedLog log, params (string Id, string Hash)[] stored) =>
        Store(url, organisation, model, log, TimeProvider.System, stored);

    private static ChromaVectors Store(
        string url, string organisation, string model, CapturedLog log, TimeProvider clock,
        params (string Id, string Hash)[] stored) => new(
        new ChromaClient(new KnowledgeOptions { ChromaUrl = url }, organisation, model), organisation,
        stored.ToDictionary(document => document.Id, document => document.Hash), clock, log);

    private static async Task<IReadOnlyList<FoundPassage>> SearchAsync(Product product, string query) =>
        (await product.Http.GetFromJsonAsync(
            $"/v1/knowledge/search?q={Uri.EscapeDataString(query)}", AttuneJson.Wire.ItemListFoundPassage))!.Items;
}
