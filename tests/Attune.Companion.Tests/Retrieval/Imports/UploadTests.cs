using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using Attune.Companion.Tests.Fakes;
using Attune.Companion.Tests.Retrieval.Imports.Pdf;
using Attune.Contracts;
using Attune.Contracts.Knowledge;
using Attune.TestKit.Folders;

namespace Attune.Companion.Tests.Retrieval.Imports;

/// <summary>Files in forms, as curl and browsers send them.</summary>
public sealed class UploadTests : IDisposable
{
    private const string Path = "/v1/knowledge/documents";

    private readonly TempFolder _folder = new();
    private readonly MemoryAiStreams _streams = new();

    [Fact]
    public async Task A_file_is_stored_under_its_name_and_keeps_its_text()
    {
        await using var product = await Product.StartAsync(_folder, _streams);
        const string Text = "# Pool 泳池\r\n\r\nIt opens at seven.";
        var added = await AddedAsync(product, Form("泳池 rules.md", Encoding.UTF8.GetBytes(Text)));
        Assert.Equal("泳池 rules", added.Name);
        var stored = await product.Http.GetFromJsonAsync($"{Path}/{added.Id}", AttuneJson.Wire.DocumentView);
        Assert.Equal(Text, stored!.Text);
    }

    [Fact]
    public async Task A_form_may_give_name_and_client_id_after_the_file_and_the_same_id_is_the_same_document()
    {
        await using var product = await Product.StartAsync(_folder, _streams);
        var ids = new HashSet<string>();
        for (var i = 0; i < 2; i++)
        {
            var form = Form("pool.txt", "It opens at seven."u8.ToArray());
            form.Add(new StringContent("Pool"), "name");
            form.Add(new StringContent("upload-1"), "clientId");
            form.Add(new StringContent("nobody reads this"), "comment");
            var added = await AddedAsync(product, form);
            Assert.Equal("Pool", added.Name);
            ids.Add(added.Id);
        }

        Assert.Single(ids);
    }

    [Fact]
    public async Task A_page_is_kept_as_the_text_that_people_see_and_its_scripts_are_gone()
    {
        await using var product = await Product.StartAsync(_folder, _streams);
        var page = "<h1>Pool</h1><script>alert('x')</script><p onclick=evil()>It opens at seven.</p>"u8.ToArray();
        var added = await AddedAsync(product, Form("pool.htm", page));
        var json = await AddedAsync(product, new DocumentRequest("Page", Encoding.UTF8.GetString(page), Format: "html"));
        var disguised = await AddedAsync(product, Form("pool.txt", [.. "<!doctype html>"u8, .. page]));
        foreach (var document in (DocumentView[])[added, json, disguised])
        {
            var stored = await product.Http.GetFromJsonAsync($"{Path}/{document.Id}", AttuneJson.Wire.DocumentView);
            Assert.Equal("# Pool\n\nIt opens at seven.", stored!.Text);
        }
    }

    [Fact]
    public async Task A_table_is_found_row_by_row_with_the_names_of_its_columns()
    {
        await using var product = await Product.StartAsync(_folder, _streams);
        var table = "\uFEFFTower;Height;Keeper\r\nSkerryvore;48 m;Alan\r\nBell Rock;35 m;\"Robert; the elder\"\r\n";
        var added = await AddedAsync(product, Form("towers.csv", Encoding.UTF8.GetBytes(table)));
        var found = (await product.Http.GetFromJsonAsync(
            "/v1/knowledge/search?q=height+of+Bell+Rock", AttuneJson.Wire.ItemListFoundPassage))!.Items[0];
        Assert.Equal((added.Id, "Bell Rock"), (found.DocumentId, found.Heading));
        var text = (await product.Http.GetFromJsonAsync($"{Path}/{added.Id}", AttuneJson.Wire.DocumentView))!.Text!;
        Assert.Equal("Bell Rock\nTower: Bell Rock; Height: 35 m; Keeper: Robert; the elder",
            text.Substring(found.Start, found.Length));
    }

    [Fact]
    public async Task A_PDF_document_is_found_and_cited_with_its_page()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/pdftotext"), "pdftotext is not installed; eng/setup installs it on Debian");
        await using var product = await Product.StartAsync(_folder, _streams, ("Guide:CharactersPerSecond", "10000"));
        var document = PdfMaker.Of(["Opening hours of the house."], ["The zanzibar pool opens at seven in the morning."]);
        var added = await AddedAsync(product, Form("House rules.pdf", document));
        var disguised = await AddedAsync(product, Form("rules.txt", document));
        Assert.Equal(("House rules", added.Characters), (added.Name, disguised.Characters));
        var found = (await product.Http.GetFromJsonAsync(
            "/v1/knowledge/search?q=zanzibar+pool", AttuneJson.Wire.ItemListFoundPassage))!.Items[0];
        Assert.Equal((true, 2), (found.DocumentId == added.Id || found.DocumentId == disguised.Id, found.Page));
        var citation = (await product.AnswerAsync(_streams, "When does the zanzibar pool open?")).Citations[0];
        Assert.Equal((2, "The zanzibar pool opens at seven in the morning."), (citation.Page, citation.Quote));
        var manual = (await product.AnswerAsync(_streams, "What is a topic?")).Citations[0];
        Assert.Null(manual.Page);
    }

    [Theory]
    [InlineData("a.pdf", "no such thing", "pdf_unreadable")]
    [InlineData("a.csv", "a,\"b", "table_unreadable")]
    [InlineData("a.docx", "PK\u0003\u0004rest", "unsupported_file")]
    [InlineData("a.xls", "a,b", "unsupported_file")]
    [InlineData("noending", "a", "unsupported_file")]
    [InlineData("a.txt", "abc\0def", "unsupported_file")]
    [InlineData("a.md", "\u00e6\u00b3", "unknown_encoding")]
    [InlineData("a.txt", " \n", "empty_file")]
    [InlineData("a.html", "<script>only()</script>", "invalid_field")]
    public async Task A_file_that_is_not_text_is_refused_with_what_to_do(string name, string latin1, string code)
    {
        await using var product = await Product.StartAsync(_folder, _streams);
        using var response = await product.Http.PostAsync(Path, Form(name, Encoding.Latin1.GetBytes(latin1)));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(code, await Product.CodeOfAsync(response));
        Assert.Equal(2, (await product.DocumentsAsync()).Count);
    }

    [Fact]
    public async Task Several_files_none_or_a_broken_form_are_refused()
    {
        await using var product = await Product.StartAsync(_folder, _streams);
        var two = Form("a.txt", "a"u8.ToArray());
        two.Add(new ByteArrayContent("b"u8.ToArray()), "file", "b.txt");
        Assert.Equal("one_file_at_a_time", await RefusalAsync(product, two));
        foreach (var field in (string[])["name", "file"])
        {
            var noFile = new MultipartFormDataContent { { new StringContent("x"), field } };
            Assert.Equal("invalid_form", await RefusalAsync(product, noFile));
        }

        var longName = Form("a.txt", "a"u8.ToArray());
        longName.Add(new StringContent(new string('x', 5_000)), "name");
        Assert.Equal("invalid_field", await RefusalAsync(product, longName));
        Assert.Equal("invalid_form", await RefusalAsync(product, Raw("no boundary at all", "multipart/form-data")));
        Assert.Equal("invalid_form", await RefusalAsync(product, Raw("--b\r\nbroken", "multipart/form-data; boundary=b")));
        var many = string.Concat(Enumerable.Repeat("--b\r\nContent-Disposition: form-data; name=x\r\n\r\n\r\n", 30)) + "--b--";
        Assert.Equal("invalid_form", await RefusalAsync(product, Raw(many, "multipart/form-data; boundary=b")));
        var request = new DocumentRequest("a", "b", Format: "pdf");
        using var odd = await product.PostAsync(Path, request, AttuneJson.Wire.DocumentRequest);
        Assert.Equal("invalid_field", await Product.CodeOfAsync(odd));
        Assert.Equal(2, (await product.DocumentsAsync()).Count);
    }

    [Fact]
    public async Task Folders_in_a_file_name_are_left_out()
    {
        await using var product = await Product.StartAsync(_folder, _streams);
        var added = await AddedAsync(product, Form("""..\..\etc/pool.txt""", "It opens at seven."u8.ToArray()));
        Assert.Equal("pool", added.Name);
    }

    [Fact]
    public async Task A_file_of_50_MB_is_answered_413_with_what_to_do_and_the_client_hears_it()
    {
        await using var product = await Product.StartAsync(_folder, _streams);
        using var response = await product.Http.PostAsync(Path, Form("large.txt", new byte[50 * 1_048_576]));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync(AttuneJson.Wire.Problem);
        Assert.Equal("body_too_large", problem!.Code);
        Assert.NotEqual("", problem.WhatToDo);
        var next = await AddedAsync(product, Form("pool.txt", "It opens at seven."u8.ToArray()));
        Assert.Equal("pool", next.Name);
    }

    [Fact]
    public async Task A_text_over_the_limit_is_told_apart_from_a_body_over_it()
    {
        await using var product = await Product.StartAsync(_folder, _streams, ("Knowledge:MaxDocumentBytes", "2000"));
        using var response = await product.Http.PostAsync(Path, Form("a.txt", new byte[2001].Select(_ => (byte)'x').ToArray()));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("document_too_large", await Product.CodeOfAsync(response));
    }

    [Fact]
    public async Task A_client_that_leaves_in_the_middle_of_a_file_leaves_nothing_behind()
    {
        await using var product = await Product.StartAsync(_folder, _streams);
        using (var client = new TcpClient())
        {
            await client.ConnectAsync(product.Http.BaseAddress!.Host, product.Http.BaseAddress.Port);
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
                $"POST {Path} HTTP/1.1\r\nHost: {product.Http.BaseAddress.Authority}\r\nContent-Length: 5000\r\n"
                + "Content-Type: multipart/form-data; boundary=b\r\n\r\n--b\r\n"
                + "Content-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\nhalf a file"));
        }

        var next = await AddedAsync(product, Form("pool.txt", "It opens at seven."u8.ToArray()));
        var names = (await product.DocumentsAsync()).Select(document => document.Name);
        Assert.Equal(["Attune manual", "Attune 使用手冊", next.Name], names);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>A form as curl and browsers write it: the file name as raw UTF-8.</summary>
    private static MultipartFormDataContent Form(string fileName, byte[] bytes)
    {
        var file = new ByteArrayContent(bytes);
        var quoted = fileName.Replace("\\", "\\\\", StringComparison.Ordinal);
        file.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"file\"; filename=\"{quoted}\"");
        var form = new MultipartFormDataContent { HeaderEncodingSelector = (_, _) => Encoding.UTF8 };
        form.Add(file);
        return form;
    }

    private static ByteArrayContent Raw(string body, string type)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return content;
    }

    private static async Task<DocumentView> AddedAsync(Product product, HttpContent form)
    {
        using var response = await product.Http.PostAsync(Path, form);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync(AttuneJson.Wire.DocumentView))!;
    }

    private static Task<DocumentView> AddedAsync(Product product, DocumentRequest request) =>
        AddedAsync(product, JsonContent.Create(request, AttuneJson.Wire.DocumentRequest));

    private static async Task<string> RefusalAsync(Product product, HttpContent content)
    {
        using var response = await product.Http.PostAsync(Path, content);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        return await Product.CodeOfAsync(response);
    }
}
