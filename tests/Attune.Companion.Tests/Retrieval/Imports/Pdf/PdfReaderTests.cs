using System.Security.Cryptography;
using System.Text;
using Attune.Companion.Retrieval;
using Attune.Companion.Retrieval.Imports;
using Attune.Companion.Retrieval.Imports.Pdf;
using Attune.Foundation.Failures;
using Attune.TestKit.Folders;
using Microsoft.Extensions.Options;

namespace Attune.Companion.Tests.Retrieval.Imports.Pdf;

/// <summary>
/// PDF documents, read by the real pdftotext where it is installed; and by stand-ins that hang, flood, fail and look around.
/// </summary>
public sealed class PdfReaderTests : IDisposable
{
    private static readonly byte[] Guide = PdfMaker.Of(
        ["The tower on the reef is 32 metres high.", "It was built in 1911."], ["東引燈塔建於一九零四年。"], ["The last page."]);

    private readonly TempFolder _folder = new();

    [Fact]
    public async Task Text_of_both_scripts_is_read_and_every_page_ends_with_a_form_feed()
    {
        var text = (await ReadAsync(Guide)).Value;
        Assert.Equal(3, text.Count(c => c == DocumentPages.End));
        Assert.Equal([1, 2, 3], new[] { "tower", "東引燈塔", "last page" }.Select(word =>
            DocumentPages.At(text, text.IndexOf(word, StringComparison.Ordinal))!.Value));
        Assert.Contains("The tower on the reef is 32 metres high.", text, StringComparison.Ordinal);
        Assert.Contains("東引燈塔建於一九零四年。", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Damaged_and_cut_documents_give_text_or_a_plain_failure_and_never_anything_else()
    {
        Assert.Equal("pdf_unreadable", (await ReadAsync("%PDF-1.7 and nothing else"u8.ToArray())).Failure!.Code);
        string[] known = ["pdf_unreadable", "pdf_without_text", "pdf_protected", "pdf_too_complex", "document_too_large"];
        var random = new Random(5);
        for (var round = 0; round < 40; round++)
        {
            var damaged = (byte[])Guide.Clone();
            for (var change = 0; change < 20; change++)
                damaged[random.Next(8, damaged.Length)] = (byte)random.Next(256);
            var read = await ReadAsync(round % 2 == 0 ? damaged : damaged[..random.Next(20, damaged.Length)]);
            if (read.Failure is { } failure)
                Assert.Contains(failure.Code, known);
            else
                Assert.DoesNotContain(read.Value, c => char.IsControl(c) && c is not ('\n' or '\f' or '\t'));
        }
    }

    [Fact]
    public async Task A_document_without_letters_says_that_its_pages_may_be_pictures()
    {
        var failure = (await ReadAsync(PdfMaker.Of([" "]))).Failure!;
        Assert.Equal("pdf_without_text", failure.Code);
        Assert.Contains("OCR", failure.WhatToDo, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_text_than_a_document_may_have_ends_the_program()
    {
        var lines = Enumerable.Range(0, 50).Select(i => $"Line {i} of a page that says the same as all the others.").ToArray();
        var failure = (await ReadAsync(PdfMaker.Of([.. Enumerable.Repeat(lines, 20)]), maxDocumentBytes: 2_000)).Failure!;
        Assert.Equal("document_too_large", failure.Code);
    }

    [Fact]
    public async Task Without_the_program_it_is_told_what_to_install()
    {
        var failure = (await ReadAsync(Guide, program: "pdftotext-that-is-not-there")).Failure!;
        Assert.Equal(("pdf_reader_missing", 501), (failure.Code, failure.Status));
        Assert.Contains("poppler-utils", failure.WhatToDo, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_hangs_is_killed_with_its_children()
    {
        var mark = Path.Combine(_folder.Path, "children");
        var program = Script($"sleep 600 & echo $! >'{mark}'; sleep 600 & echo $! >>'{mark}'; wait");
        var failure = (await ReadAsync(Guide, program, seconds: 1)).Failure!;
        Assert.Equal("pdf_too_complex", failure.Code);
        foreach (var child in await File.ReadAllLinesAsync(mark, TestContext.Current.CancellationToken))
            Assert.False(IsRunning(child), $"child {child} still runs");
    }

    [Fact]
    public async Task A_program_that_writes_without_end_is_killed()
    {
        var failure = (await ReadAsync(Guide, Script("exec yes flood"), maxDocumentBytes: 100_000)).Failure!;
        Assert.Equal("document_too_large", failure.Code);
    }

    [Fact]
    public async Task A_program_that_does_not_read_and_fails_is_a_plain_failure()
    {
        var large = RandomNumberGenerator.GetBytes(2_000_000);
        "%PDF-1.4"u8.CopyTo(large);
        Assert.Equal("pdf_unreadable", (await ReadAsync(large, Script("exit 1"))).Failure!.Code);
        Assert.Equal("pdf_protected", (await ReadAsync(large, Script("echo 'Incorrect password' >&2; exit 1"))).Failure!.Code);
        Assert.Equal("pdf_protected", (await ReadAsync(large, Script("exit 3"))).Failure!.Code);
        Assert.Equal("pdf_unreadable", (await ReadAsync(large, Script("kill -SEGV $$"))).Failure!.Code);
    }

    [Fact]
    public async Task The_program_sees_nothing_of_our_environment_and_the_document_never_touches_the_disk()
    {
        Environment.SetEnvironmentVariable("ATTUNE_TEST_SECRET", "hidden");
        var seen = (await ReadAsync(Guide, Script("/usr/bin/env; /bin/cat >/dev/null"))).Value;
        Assert.DoesNotContain("hidden", seen, StringComparison.Ordinal);
        Assert.Equal(["program"], Directory.EnumerateFiles(_folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_caller_who_leaves_ends_the_program()
    {
        var mark = Path.Combine(_folder.Path, "started");
        var program = Script($"echo $$ >'{mark}.new'; /bin/mv '{mark}.new' '{mark}'; exec /bin/sleep 600");
        using var leaving = new CancellationTokenSource();
        var reading = ReadAsync(Guide, program, cancellation: leaving.Token).AsTask();
        await TestKit.Time.Eventually.HoldsAsync(TimeSpan.FromSeconds(30), () => File.Exists(mark));
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        Assert.False(IsRunning(await File.ReadAllTextAsync(mark, TestContext.Current.CancellationToken)));
    }

    public void Dispose() => _folder.Dispose();

    private static ValueTask<Outcome<string>> ReadAsync(
        byte[] document, string? program = null, int seconds = 30, long maxDocumentBytes = 5_000_000,
        CancellationToken? cancellation = null)
    {
        Assert.SkipUnless(program is not null || File.Exists("/usr/bin/pdftotext"),
            "pdftotext is not installed; eng/setup installs it on Debian");
        var imports = new ImportOptions { Pdf = { Program = program ?? "pdftotext", Seconds = seconds } };
        var knowledge = new KnowledgeOptions { MaxDocumentBytes = maxDocumentBytes };
        return ReadAsync(new PdfReader(Options.Create(imports), Options.Create(knowledge), TimeProvider.System), document,
            cancellation ?? TestContext.Current.CancellationToken);
    }

    private static async ValueTask<Outcome<string>> ReadAsync(PdfReader reader, byte[] document, CancellationToken cancellation)
    {
        using (reader)
            return await reader.ReadAsync("a.pdf", document, cancellation);
    }

    private string Script(string body)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The stand-ins are shell scripts.");
        var path = Path.Combine(_folder.Path, "program");
        File.WriteAllBytes(path, Encoding.UTF8.GetBytes($"#!/bin/bash\nPATH=/usr/bin:/bin\n{body}\n"));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
        return path;
    }

    /// <summary>True for a process that lives; one that waits to be buried does not.</summary>
    private static bool IsRunning(string process)
    {
        try
        {
            return !File.ReadAllText($"/proc/{process.Trim()}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }
}
