using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Attune.Companion.Tests.Fakes;
using Attune.Contracts;
using Attune.Contracts.Knowledge;
using Attune.Foundation.Outbox;
using Attune.TestKit.Folders;
using Microsoft.Extensions.DependencyInjection;

namespace Attune.Companion.Tests.Retrieval.Ingest;

/// <summary>Many files in one form.</summary>
public sealed class ImportFilesTests : IDisposable
{
    private const string Path = "/v1/knowledge/imports";

    private readonly TempFolder _folder = new();
    private readonly MemoryAiStreams _streams = new();

    [Fact]
    public async Task Good_files_are_stored_and_bad_ones_are_told_with_their_reasons()
    {
        await using var product = await Product.StartAsync(_folder, _streams);
        var import = await ImportAsync(product, Form(5, null,
            ("one.md", "# One\n\nThe first tower."), ("two.txt", ""), ("three.exe", "MZ"),
            ("four.csv", "Tower,Height\nSkerryvore,48 m\n"), ("five.html", "<p>The fifth tower.</p>")));
        Assert.Equal(("upload", "done", 5, 5, 2), (import.Source, import.State, import.Total, import.Done, import.Failed));
        Assert.Equal([("two.txt", "empty_file"), ("three.exe", "unsupported_file")],
            import.Problems.Select(problem => (problem.Name, problem.Code)));
        Assert.All(import.Problems, problem => Assert.NotEqual("", problem.WhatToDo));
        Assert.Equal(["one", "four", "five"], (await product.DocumentsAsync()).Skip(2).Select(document => document.Name));
        var listed = (await product.Http.GetFromJsonAsync(Path, AttuneJson.Wire.ItemListImportView))!.Items;
        Assert.Equal((import.Id, "done"), (listed[0].Id, listed[0].State));
    }

    [Fact]
    public async Task The_same_form_with_a_client_id_is_stored_once()
    {
        await using var product = await Product.StartAsync(_folder, _streams);
        var files = Enumerable.Range(0, 70).Select(i => ($"{i}.txt", $"Tower number {i} stands here.")).ToArray();
        for (var time = 0; time < 2; time++)
        {
            var import = await ImportAsync(product, Form(70, "house", files));
            Assert.Equal((70, 0), (import.Done, import.Failed));
        }

        var documents = (await product.Http.GetFromJsonAsync(
            "/v1/knowledge/documents?limit=200", AttuneJson.Wire.ItemListDocumentView))!.Items;
        Assert.Equal(files.Select(file => file.Item1[..^4]), documents.Skip(2).Select(document => document.Name));
    }

    [Fact]
    public async Task Progress_and_documents_are_told_in_order_and_without_a_word_of_them()
    {
        await using var product = await Product.StartAsync(_folder, _streams);
        await ImportAsync(product, Form(2, null, ("secret.txt", "Zanzibar is a word."), ("bad.exe", "Zanzibar")));
        var id = (await product.DocumentsAsync())[^1].Id;
        using (await product.Http.DeleteAsync($"/v1/knowledge/documents/{id}"))
        {
            var events = product.Services.GetRequiredService<EventOutbox>().Read(100).Select(waiting => waiting.Event).ToList();
            Assert.All(events, told => Assert.Equal("knowledge", told.Topic));
            Assert.All(events, told => Assert.DoesNotContain("anzibar", told.Data, StringComparison.Ordinal));
            Assert.All(events, told => Assert.DoesNotContain("secret", told.Data, StringComparison.Ordinal));
            Assert.Equal(["import.progressed", "document.stored", "import.progressed", "document.deleted"],
                events.Select(told => told.Type));
            var last = JsonSerializer.Deserialize(events[2].Data, AttuneJson.Wire.ImportProgress)!;
            Assert.Equal(("done", 2, 2, 1), (last.State, last.Total, last.Done, last.Failed));
            Assert.Equal(id, JsonSerializer.Deserialize(events[1].Data, AttuneJson.Wire.DocumentChange)!.DocumentId);
        }
    }

    [Fact]
    public async Task Limits_of_files_and_sizes_hold_and_what_is_stored_stays()
    {
        await using var product = await Product.StartAsync(_folder, _streams,
            ("Documents:MaxFiles", "3"), ("Documents:MaxFileBytes", "2000"), ("Knowledge:MaxDocuments", "2"));
        var import = await ImportAsync(product, Form(null, null,
            ("large.txt", new string('x', 2_001)), ("a.txt", "one tower"), ("b.txt", "another tower")));
        Assert.Equal((3, 1, "file_too_large"), (import.Done, import.Failed, import.Problems[0].Code));
        var full = await ImportAsync(product, Form(null, null, ("c.txt", "a third tower")));
        Assert.Equal("too_many_documents", full.Problems[0].Code);
        var many = Form(null, null, [.. Enumerable.Range(0, 4).Select(i => ($"{i}.txt", "a tower"))]);
        using var response = await product.Http.PostAsync(Path, many);
        Assert.Equal((HttpStatusCode.BadRequest, "too_many_files"), (response.StatusCode, await Product.CodeOfAsync(response)));
        Assert.Equal(4, (await product.DocumentsAsync()).Count);
    }

    [Fact]
    public async Task A_form_that_breaks_ends_as_stopped_and_a_form_without_files_is_refused()
    {
        await using var product = await Product.StartAsync(_folder, _streams);
        Assert.Equal("invalid_form", await RefusalAsync(product, Form(null, null)));
        Assert.Equal("invalid_form", await RefusalAsync(product, new StringContent("a")));
        Assert.Equal("invalid_field", await RefusalAsync(product, Form(0, null, ("a.txt", "a"))));
        Assert.Equal("invalid_field", await RefusalAsync(product, Form(null, new string('x', 101), ("a.txt", "a"))));
        var late = Form(null, null, ("a.txt", "a"));
        late.Add(new StringContent("id"), "clientId");
        Assert.Equal("invalid_field", await RefusalAsync(product, late));
        var broken = new ByteArrayContent(Encoding.UTF8.GetBytes(
            "--b\r\nContent-Disposition: form-data; name=file; filename=a.txt\r\n\r\nhalf a file"));
        broken.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=b");
        Assert.Equal("invalid_form", await RefusalAsync(product, broken));
        var listed = (await product.Http.GetFromJsonAsync(Path, AttuneJson.Wire.ItemListImportView))!.Items;
        Assert.All(listed, import => Assert.Equal("stopped", import.State));
        Assert.Equal(2, (await product.DocumentsAsync()).Count);
    }

    [Fact]
    public async Task Ten_forms_at_once_lose_nothing_and_double_nothing()
    {
        await using var product = await Product.StartAsync(_folder, _streams);
        var imports = await Task.WhenAll(Enumerable.Range(0, 10).Select(form => ImportAsync(product, Form(20, $"f{form % 5}",
            [.. Enumerable.Range(0, 20).Select(i => ($"{form % 5}-{i}.txt", $"Tower {form % 5} {i} stands here."))]))));
        Assert.All(imports, import => Assert.Equal((20, 0), (import.Done, import.Failed)));
        var names = (await product.Http.GetFromJsonAsync(
            "/v1/knowledge/documents?limit=200", AttuneJson.Wire.ItemListDocumentView))!.Items.Skip(2).Select(one => one.Name);
        Assert.Equal(Enumerable.Range(0, 5).SelectMany(form => Enumerable.Range(0, 20).Select(i => $"{form}-{i}")).Order(),
            names.Order());
    }

    public void Dispose() => _folder.Dispose();

    private static MultipartFormDataContent Form(int? total, string? clientId, params (string Name, string Text)[] files)
    {
        var form = new MultipartFormDataContent();
        if (total is { } count)
            form.Add(new StringContent(count.ToString(CultureInfo.InvariantCulture)), "files");
        if (clientId is not null)
            form.Add(new StringContent(clientId), "clientId");
        foreach (var (name, text) in files)
            form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(text)), "file", name);
        return form;
    }

    private static async Task<ImportView> ImportAsync(Product product, HttpContent form)
    {
        using var response = await product.Http.PostAsync(Path, form);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync(AttuneJson.Wire.ImportView))!;
    }

    private static async Task<string> RefusalAsync(Product product, HttpContent content)
    {
        using var response = await product.Http.PostAsync(Path, content);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        return await Product.CodeOfAsync(response);
    }
}
