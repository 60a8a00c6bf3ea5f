using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Attune.Contracts;
using Attune.Contracts.Knowledge;
using Attune.Server.Tests.Wire;
using Attune.Server.Verbs.Bench.Ingest;
using Attune.TestKit.Folders;
using Attune.TestKit.Time;
using Xunit.Sdk;

namespace Attune.Server.Tests.Knowledge;

/// <summary>
/// kill -9 while documents come in. Goal: whatever the moment, each document is stored and findable whole or not at all, and the
/// import can be sent again, or goes on by itself. Method: the real program, killed at chosen and at seeded moments of an import;
/// every document holds a word of its own at its beginning and at its end, by which it is looked for afterwards.
/// </summary>
public sealed class IngestCrashTests
{
    private const int Documents = 90;
    private const int Kilobytes = 20;

    /// <summary>Files that the server stores together.</summary>
    private const int Batch = 32;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly SyntheticLibrary _library = new(11);

    /// <summary>After this share of the form; when so many documents are stored; how many must be there then.</summary>
    [Theory]
    [InlineData(0.1, 0, 0, 0)]
    [InlineData(0.5, Batch, Batch, Batch)]
    [InlineData(0.8, Batch, Batch, 2 * Batch)]
    [InlineData(0.8, 2 * Batch, 2 * Batch, 2 * Batch)]
    [InlineData(1, 2 * Batch, 2 * Batch, Documents)]
    public async Task A_form_that_was_cut_by_kill_9_leaves_whole_documents_and_can_be_sent_again(
        double share, int stored, int least, int most)
    {
        await using var server = await RunningServer.StartAsync();
        await NamesAsync(server);
        var form = Form();
        var interrupted = new InterruptedStream(form, (int)(form.Length * share), async () =>
        {
            await Eventually.GetAsync(Deadline, () => NamesAsync(server), names => names.Count >= stored);
            await server.Process.KillAsync();
        });
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => SendAsync(server, new StreamContent(interrupted)));
        await server.Process.StartAsync(TestContext.Current.CancellationToken);
        Assert.InRange(await AssertWholeAsync(server), least, most);

        var import = await SendAsync(server, new ByteArrayContent(form));
        Assert.Equal((Documents, 0), (import.Done, import.Failed));
        Assert.Equal(Documents, await AssertWholeAsync(server));
        await server.RestartAsync();
        Assert.Equal(Documents, await AssertWholeAsync(server));
    }

    [Fact]
    public async Task A_server_that_is_killed_again_and_again_at_seeded_moments_has_everything_once_in_the_end()
    {
        var random = new Random(20_261_122);
        await using var server = await RunningServer.StartAsync();
        var form = Form();
        for (var kill = 0; kill < 6; kill++)
        {
            var before = (await NamesAsync(server)).Count;
            var interrupted = new InterruptedStream(form, random.Next(form.Length), server.Process.KillAsync);
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => SendAsync(server, new StreamContent(interrupted)));
            await server.Process.StartAsync(TestContext.Current.CancellationToken);
            Assert.InRange(await AssertWholeAsync(server), before, Documents);
        }

        var import = await SendAsync(server, new ByteArrayContent(form));
        Assert.Equal((Documents, 0), (import.Done, import.Failed));
        Assert.Equal(Documents, await AssertWholeAsync(server));
    }

    [Fact]
    public async Task A_watched_folder_goes_on_by_itself_where_kill_9_cut_it()
    {
        using var folder = new TempFolder();
        for (var i = 0; i < Documents; i++)
        {
            await File.WriteAllTextAsync(Path.Combine(folder.Path, NameOf(i) + ".md"), _library.Document(i, Kilobytes),
                TestContext.Current.CancellationToken);
        }

        await using var server = await RunningServer.StartAsync(
            $"--Documents:Folder:Path={folder.Path}", "--Documents:Folder:SettleMilliseconds=100");
        await Eventually.GetAsync(Deadline, () => NamesAsync(server), names => names.Count > 0);
        await server.RestartAsync();
        await Eventually.GetAsync(Deadline, () => NamesAsync(server), names => names.Count >= Documents);
        Assert.Equal(Documents, await AssertWholeAsync(server));
        var files = await server.Http.GetFromJsonAsync("/v1/knowledge/folder", AttuneJson.Wire.FolderView,
            TestContext.Current.CancellationToken);
        Assert.Equal((Documents, Documents, 0), (files!.Files, files.Documents, files.Problems.Count));
    }

    /// <summary>The check itself is checked: half a document, a doubled one and a foreign word do not get past it.</summary>
    [Fact]
    public async Task Planted_faults_are_found()
    {
        await using var server = await RunningServer.StartAsync();
        var whole = _library.Document(3, Kilobytes);
        await AddAsync(server, NameOf(3), whole);
        Assert.Equal(1, await AssertWholeAsync(server));
        await AddAsync(server, "another", SyntheticLibrary.LastMark(5));
        await Assert.ThrowsAnyAsync<XunitException>(() => AssertWholeAsync(server));
        await server.Http.DeleteAsync(
            new Uri($"/v1/knowledge/documents/{(await NamesAsync(server))["another"]}", UriKind.Relative),
            TestContext.Current.CancellationToken);
        Assert.Equal(1, await AssertWholeAsync(server));
        await AddAsync(server, NameOf(4), _library.Document(4, Kilobytes)[..5_000]);
        await Assert.ThrowsAnyAsync<XunitException>(() => AssertWholeAsync(server));
        await AddAsync(server, NameOf(3), whole);
        await Assert.ThrowsAsync<ArgumentException>(() => AssertWholeAsync(server));
    }

    private static async Task AddAsync(RunningServer server, string name, string text)
    {
        using var response = await server.Http.PostAsync(new Uri("/v1/knowledge/documents", UriKind.Relative),
            JsonContent.Create(new DocumentRequest(name, text), AttuneJson.Wire.DocumentRequest),
            TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Every document that is stored has its whole text and is found by both its words; no other is found.</summary>
    /// <returns>How many are stored.</returns>
    private async Task<int> AssertWholeAsync(RunningServer server)
    {
        var stored = await NamesAsync(server);
        Assert.Equal(stored.Count, stored.Values.Distinct().Count());
        for (var i = 0; i < Documents; i++)
        {
            var isStored = stored.TryGetValue(NameOf(i), out var id);
            var found = await FoundAsync(server, SyntheticLibrary.FirstMark(i));
            Assert.Equal(isStored ? [id!] : [], found);
            Assert.Equal(found, await FoundAsync(server, SyntheticLibrary.LastMark(i)));
            if (isStored)
            {
                var view = await server.Http.GetFromJsonAsync($"/v1/knowledge/documents/{id}", AttuneJson.Wire.DocumentView,
                    TestContext.Current.CancellationToken);
                Assert.Equal(_library.Document(i, Kilobytes), view!.Text);
            }
        }

        return stored.Count;
    }

    /// <summary>Ids of all documents that were imported, by their names.</summary>
    private static async Task<Dictionary<string, string>> NamesAsync(RunningServer server)
    {
        var list = await server.Http.GetFromJsonAsync("/v1/knowledge/documents?limit=200",
            AttuneJson.Wire.ItemListDocumentView, TestContext.Current.CancellationToken);
        // A document that was stored twice fails here.
        return list!.Items.Where(document => !document.BuiltIn).ToDictionary(document => document.Name, document => document.Id);
    }

    private static async Task<List<string>> FoundAsync(RunningServer server, string word) =>
        [.. (await server.Http.GetFromJsonAsync($"/v1/knowledge/search?q={word}&limit=5",
            AttuneJson.Wire.ItemListFoundPassage, TestContext.Current.CancellationToken))!.Items
            .Select(passage => passage.DocumentId).Distinct()];

    private static async Task<ImportView> SendAsync(RunningServer server, HttpContent body)
    {
        body.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=border");
        using var response = await server.Http.PostAsync(
            new Uri("/v1/knowledge/imports", UriKind.Relative), body, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync(
            AttuneJson.Wire.ImportView, TestContext.Current.CancellationToken))!;
    }

    /// <summary>All documents in one form with a client id, so that sending it again stores nothing twice.</summary>
    private byte[] Form()
    {
        var form = new StringBuilder("--border\r\nContent-Disposition: form-data; name=clientId\r\n\r\nlibrary\r\n");
        for (var i = 0; i < Documents; i++)
        {
            form.Append(CultureInfo.InvariantCulture,
                $"--border\r\nContent-Disposition: form-data; name=file; filename=\"{NameOf(i)}.md\"\r\n\r\n");
            form.Append(_library.Document(i, Kilobytes)).Append("\r\n");
        }

        return Encoding.UTF8.GetBytes(form.Append("--border--\r\n").ToString());
    }

    private static string NameOf(int number) => string.Create(CultureInfo.InvariantCulture, $"document {number}");
}
