using System.Net;
using System.Net.Http.Json;
using Attune.Companion.Retrieval;
using Attune.Companion.Tests.Fakes;
using Attune.Contracts;
using Attune.Contracts.Knowledge;
using Attune.TestKit.Folders;
using Attune.TestKit.Time;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace Attune.Companion.Tests.Retrieval.Vectors;

/// <summary>Documents that are found by meaning, and by words whatever happens to the vectors.</summary>
public sealed class VectorSearchTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TempFolder _folder = new();
    private readonly MemoryAiStreams _streams = new();
    private readonly FakeEmbeddings _fake = new();

    private string VectorPath => Path.Combine(_folder.Path, "index", "local", "documents.vectors");

    [Fact]
    public async Task A_document_without_a_common_word_is_found_by_meaning_and_one_with_it_still_by_words()
    {
        await using var product = await StartAsync();
        await product.ImportAsync("Yard", "hound zanzibar");
        await product.ImportAsync("Harbour", "ferry zanzibar");
        await VectorsMadeAsync(product);
        Assert.Equal("Yard", (await SearchAsync(product, "dog"))[0].DocumentName);
        Assert.Equal("Yard", (await SearchAsync(product, "狗"))[0].DocumentName);
        Assert.Equal("Harbour", (await SearchAsync(product, "ferry"))[0].DocumentName);
        Assert.Empty(await SearchAsync(product, "\"dog\""));
        Assert.Empty(await SearchAsync(product, "quokkaquux"));
    }

    [Fact]
    public async Task A_restart_reads_the_vectors_of_the_file_and_another_model_makes_them_anew()
    {
        await using (var product = await StartAsync())
        {
            await product.ImportAsync("Yard", "hound zanzibar");
            await VectorsMadeAsync(product);
        }

        var made = _fake.Passages.Count;
        await using (var product = await StartAsync())
        {
            await VectorsMadeAsync(product);
            Assert.Equal("Yard", (await SearchAsync(product, "dog"))[0].DocumentName);
            Assert.Equal(made, _fake.Passages.Count);
        }

        await using (var product = await StartAsync(("Inference:Embeddings:Model", "other")))
        {
            await VectorsMadeAsync(product);
            Assert.Equal(2 * made, _fake.Passages.Count);
        }
    }

    [Fact]
    public async Task A_deleted_document_leaves_no_vector_and_switching_off_leaves_none_at_all()
    {
        await using (var product = await StartAsync())
        {
            var yard = await product.ImportAsync("Yard", "hound zanzibar");
            await VectorsMadeAsync(product);
            Assert.True(Holds(yard.Id));
            using var deleted = await product.Http.DeleteAsync($"/v1/knowledge/documents/{yard.Id}");
            Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
            Assert.False(Holds(yard.Id));
            Assert.Empty(await SearchAsync(product, "dog"));
            Assert.True(File.Exists(VectorPath));
        }

        await using (var product = await Product.StartAsync(_folder, _streams))
            Assert.NotEmpty(await SearchAsync(product, "stream"));
        Assert.False(File.Exists(VectorPath));
    }

    [Fact]
    public async Task While_the_endpoint_fails_words_are_searched_and_afterwards_the_vectors_are_made()
    {
        _fake.FailsWith = "model_unreachable";
        await using var product = await StartAsync();
        await product.ImportAsync("Yard", "hound zanzibar");
        await Eventually.HoldsAsync(Patience, () => _fake.Failures > 1);
        Assert.Equal("Yard", (await SearchAsync(product, "zanzibar"))[0].DocumentName);
        Assert.Empty(await SearchAsync(product, "dog"));
        _fake.FailsWith = null;
        await VectorsMadeAsync(product);
        Assert.Equal("Yard", (await SearchAsync(product, "dog"))[0].DocumentName);
        _fake.FailsWith = "model_timed_out";
        Assert.Equal("Yard", (await SearchAsync(product, "zanzibar"))[0].DocumentName);
        Assert.Empty(await SearchAsync(product, "dog"));
    }

    [Fact]
    public async Task A_document_that_the_endpoint_refuses_is_asked_once_and_found_by_words()
    {
        _fake.FailsWith = "model_request_refused";
        await using var product = await StartAsync();
        var count = (await product.DocumentsAsync()).Count;
        await Eventually.HoldsAsync(Patience, () => _fake.Failures == count);
        await product.ImportAsync("Yard", "hound zanzibar");
        await Eventually.HoldsAsync(Patience, () => _fake.Failures == count + 1);
        Assert.Equal("Yard", (await SearchAsync(product, "zanzibar"))[0].DocumentName);
    }

    [Fact]
    public async Task Beyond_the_room_for_vectors_documents_are_found_by_words()
    {
        await using var product = await StartAsync(("Knowledge:MaxVectorBytes", "1048576"));
        var text = string.Join("\n\n", Enumerable.Range(0, 4_200).Select(i => $"# Part {i}\nzanzibar {i}"));
        await product.ImportAsync("Long", text);
        await product.ImportAsync("Yard", "hound quokka");
        await Eventually.GetAsync(Patience, () => SearchAsync(product, "dog"), found => found.Count > 0);
        Assert.Equal("Long", (await SearchAsync(product, "zanzibar"))[0].DocumentName);
        Assert.InRange(new FileInfo(VectorPath).Length, 1, 1_048_576);
    }

    public void Dispose() => _folder.Dispose();

    private Task<Product> StartAsync(params (string Key, string Value)[] settings)
    {
        var all = FakeEmbeddings.Settings.Concat(settings).GroupBy(setting => setting.Item1).Select(group => group.Last());
        return Product.StartAsync(_folder, _streams,
            services => services.AddSingleton<IEmbeddingGenerator<string, Embedding<float>>>(_fake), [.. all]);
    }

    /// <summary>Waits until every passage has a vector.</summary>
    private static async Task VectorsMadeAsync(Product product)
    {
        var index = await product.Services.GetRequiredService<KnowledgeIndexes>().OfAsync(
            "local", TestContext.Current.CancellationToken);
        await Eventually.HoldsAsync(Patience, () => index.Vectors!.Count == index.Passages);
    }

    private bool Holds(string word)
    {
        using var file = new FileStream(VectorPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(file, System.Text.Encoding.Latin1);
        return reader.ReadToEnd().Contains(word, StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<FoundPassage>> SearchAsync(Product product, string query) =>
        (await product.Http.GetFromJsonAsync(
            $"/v1/knowledge/search?q={Uri.EscapeDataString(query)}", AttuneJson.Wire.ItemListFoundPassage))!.Items;
}
