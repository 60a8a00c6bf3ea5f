using System.Net;
using System.Text;
using Attune.Companion.Retrieval;
using Attune.Companion.Tests.Fakes;
using Attune.Foundation.Hosting;
using Attune.Foundation.Modules;
using Attune.Foundation.Persistence;
using Attune.Language;
using Attune.Language.Search;
using Attune.TestKit.Folders;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Attune.Companion.Tests.Retrieval;

/// <summary>The copy of the search index on disk: it follows the stored documents, whatever happens to it.</summary>
public sealed class IndexOnDiskTests : IDisposable
{
    private static readonly (string, string)[] Fast = [("Guide:CharactersPerSecond", "10000")];

    private readonly TempFolder _folder = new();
    private readonly MemoryAiStreams _streams = new();

    private string IndexPath => Path.Combine(_folder.Path, "index", "local", "documents.index");

    [Fact]
    public async Task A_restart_finds_documents_by_the_copy_and_a_lost_copy_is_made_anew()
    {
        await using (var product = await Product.StartAsync(_folder, _streams, Fast))
            await product.ImportAsync("Pool", "The zanzibar pool opens at seven in the morning.");
        var copy = Words();
        Assert.Contains("zanzibar", copy, StringComparison.Ordinal);
        foreach (var damage in (Action[])[() => { }, () => File.Delete(IndexPath), () => File.WriteAllText(IndexPath, "garbage"),
            () => File.WriteAllBytes(IndexPath, File.ReadAllBytes(IndexPath).AsSpan(0, 700))])
        {
            damage();
            await using (var again = await Product.StartAsync(_folder, _streams, Fast))
            {
                var reply = await again.AnswerAsync(_streams, "When does the zanzibar pool open?");
                Assert.Equal("Pool", reply.Citations[0].DocumentName);
            }

            Assert.Contains("zanzibar", Words(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_deleted_document_leaves_no_word_on_disk()
    {
        await using var product = await Product.StartAsync(_folder, _streams, Fast);
        var added = await product.ImportAsync("Pool", "The zanzibar pool opens at seven in the morning.");
        Assert.Contains("zanzibar", Words(), StringComparison.Ordinal);
        using var deleted = await product.Http.DeleteAsync($"/v1/knowledge/documents/{added.Id}");
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.DoesNotContain("zanzibar", Words(), StringComparison.Ordinal);
        foreach (var file in Directory.EnumerateFiles(_folder.Path, "attune.db*"))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            Assert.DoesNotContain("zanzibar", await reader.ReadToEndAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Erasing_a_person_erases_their_documents_in_the_copy()
    {
        await using var product = await Product.StartAsync(_folder, _streams, Fast);
        await product.ImportAsync("Diary", "The zanzibar password is under the flowerpot.");
        foreach (var data in product.Services.GetServices<IPersonalData>())
            await data.EraseAsync("local", "owner", TestContext.Current.CancellationToken);
        Assert.DoesNotContain("zanzibar", Words(), StringComparison.Ordinal);
        Assert.DoesNotContain("flowerpot", Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_that_is_no_longer_stored_is_erased_at_the_next_start()
    {
        await using (var product = await Product.StartAsync(_folder, _streams, Fast))
        {
            await product.ImportAsync("Pool", "The zanzibar pool opens at seven in the morning.");
            using var connection = product.Database.Open();
            connection.Execute("DELETE FROM companion_documents WHERE name = 'Pool'");
        }

        Assert.Contains("zanzibar", Words(), StringComparison.Ordinal);
        await using var again = await Product.StartAsync(_folder, _streams, Fast);
        Assert.False((await again.AnswerAsync(_streams, "When does the zanzibar pool open?")).Found);
        Assert.DoesNotContain("zanzibar", Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_usable_copy_documents_are_imported_found_and_deleted_all_the_same()
    {
        // A file where the folder should be.
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "index"), "", TestContext.Current.CancellationToken);
        await using var product = await Product.StartAsync(_folder, _streams, Fast);
        var added = await product.ImportAsync("Pool", "The zanzibar pool opens at seven in the morning.");
        Assert.True((await product.AnswerAsync(_streams, "When does the zanzibar pool open?")).Found);
        using var deleted = await product.Http.DeleteAsync($"/v1/knowledge/documents/{added.Id}");
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
    }

    [Fact]
    public async Task A_document_whose_words_cannot_be_erased_is_not_called_deleted()
    {
        await using var product = await Product.StartAsync(_folder, _streams, Fast);
        var added = await product.ImportAsync("Pool", "The zanzibar pool opens at seven in the morning.");
        // An older copy that was set aside and that somebody else holds.
        await using (new FileStream(IndexPath + ".aside", FileMode.CreateNew, FileAccess.Write, FileShare.None))
        {
            using var refused = await product.Http.DeleteAsync($"/v1/knowledge/documents/{added.Id}");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.Equal("index_unavailable", await Product.CodeOfAsync(refused));
            Assert.True((await product.AnswerAsync(_streams, "When does the zanzibar pool open?")).Found);
        }

        using var deleted = await product.Http.DeleteAsync($"/v1/knowledge/documents/{added.Id}");
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.DoesNotContain("zanzibar", Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Searching_while_documents_come_and_go_finds_what_stays()
    {
        using var data = DataFolder.Open(_folder.Path);
        using var index = new OrganisationIndex(IndexStore.Open(data, "", "local", NullLogger.Instance));
        Add(index, "kept", "The zanzibar pool opens at seven.");
        var change = Task.Run(async () =>
        {
            for (var i = 0; i < 60; i++)
            {
                var text = $"Document {i} about a zanzibar and other things.";
                Add(index, $"d{i}", text);
                await index.EraseAsync($"d{i}", TestContext.Current.CancellationToken);
                index.Remove($"d{i}", text);
            }
        });
        var searches = 0;
        do
        {
            Assert.Contains(index.Search("zanzibar pool", TextLanguage.English, 5), hit => hit.DocumentId == "kept");
            searches++;
        }
        while (!change.IsCompleted);
        await change;
        Assert.InRange(searches, 1, int.MaxValue);
        Assert.Equal("kept", Assert.Single(index.Search("zanzibar", TextLanguage.English, 5)).DocumentId);
    }

    public void Dispose() => _folder.Dispose();

    private static void Add(OrganisationIndex index, string id, string text) =>
        index.Add(id, id, text, PassageCutter.Cut(text), textHash: "hash of " + id);

    /// <summary>All bytes of the index folder as characters.</summary>
    private string Words()
    {
        var words = new StringBuilder();
        foreach (var path in Directory.EnumerateFiles(Path.Combine(_folder.Path, "index"), "*", SearchOption.AllDirectories))
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(file, Encoding.Latin1);
            words.Append(reader.ReadToEnd());
        }

        return words.ToString();
    }
}
