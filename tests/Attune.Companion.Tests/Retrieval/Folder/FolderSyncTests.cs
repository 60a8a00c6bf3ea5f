using System.Diagnostics;
using System.Net.Http.Json;
using Attune.Companion.Retrieval.Folder;
using Attune.Companion.Tests.Fakes;
using Attune.Contracts;
using Attune.Contracts.Knowledge;
using Attune.TestKit.Folders;
using Attune.TestKit.Time;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Attune.Companion.Tests.Retrieval.Folder;

/// <summary>The watched folder, looked at when the test says so, on a clock that only the test moves.</summary>
public sealed class FolderSyncTests : IDisposable
{
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(2);

    private readonly TempFolder _data = new();
    private readonly TempFolder _watched = new();
    private readonly MemoryAiStreams _streams = new();
    private readonly ManualClock _clock = new();

    [Fact]
    public async Task Files_come_change_and_go_and_their_documents_with_them()
    {
        await using var product = await StartAsync();
        Write("towers/skerryvore.md", "# Skerryvore\n\nThe tower is 48 metres high.");
        Write("rules.txt", "The pool opens at seven.");
        await SettledLookAsync(product);
        var first = await DocumentsAsync(product);
        Assert.Equal(["rules", "towers/skerryvore"], first.Select(document => document.Name));
        Assert.Equal("towers/skerryvore", (await SearchAsync(product, "Skerryvore tower"))[0].DocumentName);

        Write("rules.txt", "The zanzibar pool opens at eight now.");
        await SettledLookAsync(product);
        var second = await DocumentsAsync(product);
        Assert.Equal(first.Select(document => document.Id).Order(), second.Select(document => document.Id).Order());
        Assert.Equal("rules", Assert.Single(await SearchAsync(product, "zanzibar")).DocumentName);
        Assert.DoesNotContain(await SearchAsync(product, "opens at seven"),
            found => found.Snippet.Contains("seven", StringComparison.Ordinal));

        File.Delete(Path.Combine(_watched.Path, "rules.txt"));
        await SettledLookAsync(product);
        Assert.Equal(["towers/skerryvore"], (await DocumentsAsync(product)).Select(document => document.Name));
        Assert.Empty(await SearchAsync(product, "zanzibar"));
    }

    [Fact]
    public async Task A_file_is_read_only_when_it_has_stopped_changing()
    {
        await using var product = await StartAsync();
        Write("a.txt", "one");
        Assert.True(await LookAsync(product));
        for (var i = 0; i < 5; i++)
        {
            _clock.Advance(Settle);
            Write("a.txt", "one and more " + new string('x', i));
            Assert.True(await LookAsync(product));
            Assert.Empty(await DocumentsAsync(product));
        }

        Assert.Equal(1, (await FolderAsync(product)).Waiting);
        _clock.Advance(Settle);
        Assert.False(await LookAsync(product));
        Assert.Single(await DocumentsAsync(product));
    }

    [Fact]
    public async Task A_restart_reads_nothing_again_that_has_not_changed()
    {
        Write("a.txt", "The pool opens at seven.");
        Write("b.exe", "no document");
        await using (var product = await StartAsync())
        {
            await SettledLookAsync(product);
            Assert.Equal("unsupported_file", Assert.Single((await FolderAsync(product)).Problems).Code);
        }

        await using var again = await StartAsync();
        var before = await DocumentsAsync(again);
        Assert.False(await LookAsync(again));
        File.SetLastWriteTimeUtc(Path.Combine(_watched.Path, "a.txt"), _clock.GetUtcNow().UtcDateTime.AddDays(1));
        await SettledLookAsync(again);
        Assert.Equal(before, await DocumentsAsync(again));
        Assert.False(await LookAsync(again));
        var folder = await FolderAsync(again);
        Assert.Equal(("watching", 2, 1, 0), (folder.State, folder.Files, folder.Documents, folder.Waiting));
    }

    [Fact]
    public async Task What_cannot_be_taken_is_listed_with_the_reason_and_does_not_keep_out_the_rest()
    {
        Write("good.md", "# Good\n\nA tower.");
        Write("empty.txt", "");
        Write("large.txt", new string('x', 3_000));
        Write("picture.png", "PNG");
        Write("table.csv", "a,\"b");
        Write(".hidden.txt", "not seen");
        await using var product = await StartAsync(("Documents:MaxFileBytes", "2000"));
        await SettledLookAsync(product);
        Assert.Equal(["good"], (await DocumentsAsync(product)).Select(document => document.Name));
        Assert.Equal(
            [("empty.txt", "empty_file"), ("large.txt", "file_too_large"), ("picture.png", "unsupported_file"),
                ("table.csv", "table_unreadable")],
            (await FolderAsync(product)).Problems.Select(problem => (problem.Name, problem.Code)));

        Write("table.csv", "Tower,Height\nSkerryvore,48 m\n");
        await SettledLookAsync(product);
        Assert.Equal(["good", "table"], (await DocumentsAsync(product)).Select(document => document.Name));
        Assert.Equal(3, (await FolderAsync(product)).Problems.Count);
    }

    [Fact]
    public async Task No_link_leads_out_of_the_folder()
    {
        using var outside = new TempFolder();
        File.WriteAllText(Path.Combine(outside.Path, "secret.txt"), "The zanzibar secret.");
        Write("inside.txt", "A tower.");
        File.CreateSymbolicLink(Path.Combine(_watched.Path, "link.txt"), Path.Combine(outside.Path, "secret.txt"));
        Directory.CreateSymbolicLink(Path.Combine(_watched.Path, "folder"), outside.Path);
        await using var product = await StartAsync();
        await SettledLookAsync(product);
        Assert.Equal(["inside"], (await DocumentsAsync(product)).Select(document => document.Name));
        Assert.Equal(1, (await FolderAsync(product)).Files);

        // Somebody puts a link where a file or a folder was seen a moment ago.
        var root = FolderRoot.Of(_watched.Path);
        Assert.NotNull(root.Read(new FolderEntry("inside.txt", 8, 0)));
        Assert.Null(root.Read(new FolderEntry("link.txt", 20, 0)));
        Assert.Null(root.Read(new FolderEntry("folder/secret.txt", 20, 0)));
        Assert.Null(root.Read(new FolderEntry("inside.txt", 7, 0)));
    }

    [Fact]
    public async Task A_folder_that_a_link_leads_to_is_watched_where_it_is()
    {
        using var place = new TempFolder();
        var link = Path.Combine(place.Path, "link");
        Directory.CreateSymbolicLink(link, _watched.Path);
        Write("inside.txt", "A tower.");
        await using var product = await StartAsync(("Documents:Folder:Path", link));
        await SettledLookAsync(product);
        Assert.Single(await DocumentsAsync(product));
    }

    [Fact]
    public async Task A_pipe_is_never_opened()
    {
        using (var made = Process.Start("mkfifo", [Path.Combine(_watched.Path, "pipe.txt")]))
            await made.WaitForExitAsync(TestContext.Current.CancellationToken);
        await using var product = await StartAsync();
        await SettledLookAsync(product).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal("empty_file", Assert.Single((await FolderAsync(product)).Problems).Code);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_or_too_full_deletes_nothing()
    {
        Write("a.txt", "A tower.");
        await using var product = await StartAsync(("Documents:Folder:MaxFiles", "2"));
        await SettledLookAsync(product);
        var moved = _watched.Path + "-moved";
        Directory.Move(_watched.Path, moved);
        await SettledLookAsync(product);
        Assert.Equal("missing", (await FolderAsync(product)).State);
        Assert.Single(await DocumentsAsync(product));
        Directory.Move(moved, _watched.Path);

        foreach (var name in (string[])["b.txt", "c.txt", "d.txt"])
            Write(name, "Another tower.");
        File.Delete(Path.Combine(_watched.Path, "a.txt"));
        await SettledLookAsync(product);
        Assert.Equal("crowded", (await FolderAsync(product)).State);
        Assert.Single(await DocumentsAsync(product));
        File.Delete(Path.Combine(_watched.Path, "d.txt"));
        await SettledLookAsync(product);
        Assert.Equal(["b", "c"], (await DocumentsAsync(product)).Select(document => document.Name));
    }

    [Fact]
    public async Task A_document_that_somebody_deleted_comes_back_only_when_its_file_changes()
    {
        Write("a.txt", "A tower.");
        await using var product = await StartAsync();
        await SettledLookAsync(product);
        using (await product.Http.DeleteAsync($"/v1/knowledge/documents/{(await DocumentsAsync(product))[0].Id}"))
            await SettledLookAsync(product);
        Assert.Empty(await DocumentsAsync(product));
        Write("a.txt", "Another tower.");
        await SettledLookAsync(product);
        Assert.Single(await DocumentsAsync(product));
    }

    [Fact]
    public async Task What_may_pass_by_itself_is_tried_again_after_a_while()
    {
        Write("a.txt", "A tower.");
        Write("b.txt", "Another tower.");
        await using var product = await StartAsync(("Knowledge:MaxDocuments", "1"));
        await SettledLookAsync(product);
        Assert.Equal("too_many_documents", Assert.Single((await FolderAsync(product)).Problems).Code);
        using (await product.Http.DeleteAsync($"/v1/knowledge/documents/{(await DocumentsAsync(product))[0].Id}"))
            Assert.False(await LookAsync(product));
        _clock.Advance(TimeSpan.FromMinutes(5));
        await SettledLookAsync(product);
        Assert.Equal(["b"], (await DocumentsAsync(product)).Select(document => document.Name));
        Assert.Empty((await FolderAsync(product)).Problems);
    }

    [Fact]
    public async Task Without_a_folder_none_is_watched()
    {
        await using var product = await Product.StartAsync(_data, _streams);
        Assert.Equal("off", (await FolderAsync(product)).State);
    }

    public void Dispose()
    {
        _data.Dispose();
        _watched.Dispose();
    }

    private void Write(string name, string text)
    {
        var path = Path.Combine(_watched.Path, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    /// <summary>A product whose folder is looked at by the test alone.</summary>
    private Task<Product> StartAsync(params (string Key, string Value)[] settings) => Product.StartAsync(
        _data, _streams,
        services =>
        {
            services.Remove(services.Single(service => service.ServiceType == typeof(IHostedService)
                && service.ImplementationType == typeof(FolderWatcher)));
            services.Replace(ServiceDescriptor.Singleton<TimeProvider>(_clock));
        },
        [.. settings.Concat([("Documents:Folder:Path", _watched.Path), ("Documents:Folder:SettleMilliseconds", "2000")])
            .DistinctBy(setting => setting.Item1)]);

    private static Task<bool> LookAsync(Product product) =>
        product.Services.GetRequiredService<FolderSync>().LookAsync(TestContext.Current.CancellationToken);

    private async Task SettledLookAsync(Product product)
    {
        await LookAsync(product);
        _clock.Advance(Settle);
        await LookAsync(product);
    }

    private static async Task<IReadOnlyList<DocumentView>> DocumentsAsync(Product product) =>
        [.. (await product.DocumentsAsync()).Where(document => !document.BuiltIn)
            .OrderBy(document => document.Name, StringComparer.Ordinal)];

    private static async Task<IReadOnlyList<FoundPassage>> SearchAsync(Product product, string query) =>
        (await product.Http.GetFromJsonAsync(
            $"/v1/knowledge/search?q={Uri.EscapeDataString(query)}", AttuneJson.Wire.ItemListFoundPassage))!.Items;

    private static async Task<FolderView> FolderAsync(Product product) =>
        (await product.Http.GetFromJsonAsync("/v1/knowledge/folder", AttuneJson.Wire.FolderView))!;
}
