using System.Net;
using System.Text;
using Attune.Companion.Retrieval;
using Attune.Companion.Tests.Fakes;
using Attune.Contracts;
using Attune.Contracts.Knowledge;
using Attune.Foundation.Modules;
using Attune.Foundation.Persistence;
using Attune.TestKit.Folders;
using Microsoft.Extensions.DependencyInjection;

namespace Attune.Companion.Tests.Retrieval;

/// <summary>Documents over a real socket, with a real database.</summary>
public sealed class KnowledgeEndpointTests : IDisposable
{
    private static readonly (string, string)[] Fast =
        [("Guide:CharactersPerSecond", "10000"), ("Guide:ChineseCharactersPerSecond", "10000")];

    private readonly TempFolder _folder = new();
    private readonly MemoryAiStreams _streams = new();

    [Fact]
    public async Task A_document_is_stored_listed_shown_and_deleted()
    {
        await using var product = await Product.StartAsync(_folder, _streams, Fast);
        var added = await product.ImportAsync("Pool", "The pool opens at seven in the morning.");
        Assert.False(added.BuiltIn);
        Assert.Equal(1, added.Passages);
        Assert.Equal(39, added.Characters);
        Assert.Contains(await product.DocumentsAsync(), document => document == added);
        var json = await product.Http.GetStringAsync($"/v1/knowledge/documents/{added.Id}");
        Assert.Contains("The pool opens at seven", json, StringComparison.Ordinal);
        Assert.True((await product.AnswerAsync(_streams, "When does the pool open?")).Found);

        using var deleted = await product.Http.DeleteAsync($"/v1/knowledge/documents/{added.Id}");
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        using var again = await product.Http.DeleteAsync($"/v1/knowledge/documents/{added.Id}");
        Assert.Equal("unknown_document", await Product.CodeOfAsync(again));
        using var gone = await product.Http.GetAsync($"/v1/knowledge/documents/{added.Id}");
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.False((await product.AnswerAsync(_streams, "When does the pool open?")).Found);
    }

    [Fact]
    public async Task Documents_are_found_again_after_a_restart()
    {
        await using (var product = await Product.StartAsync(_folder, _streams, Fast))
            await product.ImportAsync("Pool", "The pool opens at seven in the morning.");
        await using var again = await Product.StartAsync(_folder, _streams, Fast);
        var reply = await again.AnswerAsync(_streams, "When does the pool open?");
        Assert.Equal("Pool", Assert.Single(reply.Citations).DocumentName);
    }

    [Fact]
    public async Task The_manual_is_there_in_both_languages_and_stays_away_once_deleted()
    {
        await using (var product = await Product.StartAsync(_folder, _streams, Fast))
        {
            await product.AnswerAsync(_streams, "What is a topic?");
            var manuals = await product.DocumentsAsync();
            Assert.Equal(["Attune manual", "Attune 使用手冊"], manuals.Select(document => document.Name));
            Assert.All(manuals, document => Assert.True(document.BuiltIn));
            using var deleted = await product.Http.DeleteAsync($"/v1/knowledge/documents/{manuals[0].Id}");
            Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        }

        await using var again = await Product.StartAsync(_folder, _streams, Fast);
        Assert.True((await again.AnswerAsync(_streams, "什麼是主題？")).Found);
        Assert.Equal("Attune 使用手冊", Assert.Single(await again.DocumentsAsync()).Name);
    }

    [Fact]
    public async Task A_manual_of_an_older_release_is_replaced_in_place()
    {
        string id;
        await using (var product = await Product.StartAsync(_folder, _streams, Fast))
        {
            await product.AnswerAsync(_streams, "What is a topic?");
            id = (await product.DocumentsAsync())[0].Id;
            using var connection = product.Database.Open();
            connection.Execute(
                "UPDATE companion_documents SET text = 'An old text about nothing.', text_hash = 'old' WHERE id = $id",
                ("$id", id));
        }

        await using var again = await Product.StartAsync(_folder, _streams, Fast);
        var reply = await again.AnswerAsync(_streams, "What is a topic?");
        Assert.Equal(id, reply.Citations[0].DocumentId);
        Assert.Equal(2, (await again.DocumentsAsync()).Count);
    }

    [Fact]
    public async Task The_same_client_id_gets_the_same_document_also_at_the_same_moment()
    {
        await using var product = await Product.StartAsync(_folder, _streams, Fast);
        var documents = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(_ => product.ImportAsync("Pool", "The pool opens at seven.", "upload-1")));
        Assert.Single(documents.Distinct());
        Assert.Equal(3, (await product.DocumentsAsync()).Count);
    }

    [Theory]
    [InlineData("""{"text":"a"}""", "invalid_field")]
    [InlineData("""{"name":"a"}""", "invalid_field")]
    [InlineData("""{"name":"a","text":" "}""", "invalid_field")]
    [InlineData("""{"name":"a\nb","text":"c"}""", "invalid_field")]
    [InlineData("""{"name":"a","text":"c","clientId":""}""", "invalid_field")]
    [InlineData("""[1]""", "invalid_json")]
    public async Task A_bad_document_is_refused_with_a_code(string body, string code)
    {
        await using var product = await Product.StartAsync(_folder, _streams, Fast);
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await product.Http.PostAsync("/v1/knowledge/documents", content);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(code, await Product.CodeOfAsync(response));
    }

    [Fact]
    public async Task Limits_of_size_and_number_hold()
    {
        await using var product = await Product.StartAsync(_folder, _streams,
            ("Knowledge:MaxDocumentBytes", "2000"), ("Knowledge:MaxDocuments", "2"), ("Knowledge:MaxTotalBytes", "3000"));
        await product.ImportAsync("Largest", new string('x', 2_000));
        const HttpStatusCode TooLarge = HttpStatusCode.RequestEntityTooLarge;
        Assert.Equal("document_too_large", await RefusalAsync(product, new string('文', 667), TooLarge));
        Assert.Equal("body_too_large", await RefusalAsync(product, new string('x', 200_000), TooLarge));
        Assert.Equal("knowledge_full", await RefusalAsync(product, new string('x', 1_500), HttpStatusCode.Conflict));
        await product.ImportAsync("Small", "x");
        Assert.Equal("too_many_documents", await RefusalAsync(product, "x", HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task A_database_that_cannot_be_written_refuses_and_questions_go_unharmed()
    {
        await using var product = await Product.StartAsync(_folder, _streams, Fast);
        await product.AnswerAsync(_streams, "What is a topic?");

        // A full disk, as SQLite sees one: no page more, on every connection from now on.
        product.Database.Opened = connection => connection.Execute("PRAGMA max_page_count = 1");
        var code = await RefusalAsync(product, new string('x', 200_000), HttpStatusCode.ServiceUnavailable);
        Assert.Equal("storage_unavailable", code);
        Assert.Equal(2, (await product.DocumentsAsync()).Count);

        product.Database.Opened = connection => connection.Execute($"PRAGMA max_page_count = {int.MaxValue}");
        await product.ImportAsync("Name", new string('x', 200_000));
        Assert.True((await product.AnswerAsync(_streams, "What is a topic?")).Found);
    }

    [Fact]
    public async Task The_readiness_check_tells_when_documents_can_be_searched()
    {
        await using var product = await Product.StartAsync(_folder, _streams, Fast);
        await product.AnswerAsync(_streams, "What is a topic?");
        var check = product.Services.GetServices<IReadinessCheck>().OfType<KnowledgeReadiness>().Single();
        Assert.Equal("healthy", check.Check().Status);
        Assert.Equal("companion.knowledge", check.Check().Name);
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<string> RefusalAsync(Product product, string text, HttpStatusCode status)
    {
        using var response = await product.PostAsync(
            "/v1/knowledge/documents", new DocumentRequest("Name", text), AttuneJson.Wire.DocumentRequest);
        Assert.Equal(status, response.StatusCode);
        return await Product.CodeOfAsync(response);
    }
}
