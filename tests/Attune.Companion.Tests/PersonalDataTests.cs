using System.Text;
using System.Text.Json;
using Attune.Companion.Tests.Fakes;
using Attune.Foundation.Modules;
using Attune.Foundation.Persistence;
using Attune.Realtime.AiStreams;
using Attune.TestKit.Folders;
using Attune.TestKit.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Attune.Companion.Tests;

/// <summary>Export and erasure of what a person has left here.</summary>
public sealed class PersonalDataTests : IDisposable
{
    private const string Question = "Where is the zanzibarquux password hidden?";

    private static readonly (string, string)[] Fast = [("Guide:CharactersPerSecond", "10000")];
    private static readonly (string, string)[] Slow =
        [("Guide:CharactersPerSecond", "1"), ("Guide:LongestAnswerSeconds", "60")];

    private readonly TempFolder _folder = new();
    private readonly MemoryAiStreams _streams = new();

    [Fact]
    public async Task Erasing_a_person_leaves_no_byte_of_their_texts()
    {
        await using var product = await Product.StartAsync(_folder, _streams, Fast);
        await product.ImportAsync("Diary", "The zanzibarquux password is hidden under the flowerpot.");
        var reply = await product.AnswerAsync(_streams, Question);
        Assert.True(reply.Found);
        var data = product.Services.GetRequiredService<IPersonalData>();
        Assert.Contains("zanzibarquux", await ExportAsync(data), StringComparison.Ordinal);

        Assert.Equal(2, await data.EraseAsync("local", "owner", TestContext.Current.CancellationToken));
        Assert.DoesNotContain("zanzibarquux", await ExportAsync(data), StringComparison.Ordinal);
        Assert.False((await product.AnswerAsync(_streams, "Where is the flowerpot?")).Found);
        Assert.Equal("", _streams.TextOf(reply.StreamId));
        Assert.False(await IsOnDiskAsync("flowerpot."));
    }

    [Fact]
    public async Task Erasing_waits_for_a_reader_that_still_sees_the_old_texts()
    {
        await using var product = await Product.StartAsync(_folder, _streams, Fast);
        await product.ImportAsync("Diary", "The zanzibarquux password is hidden under the flowerpot.");
        var connection = product.Database.Open();
        var reader = connection.BeginTransaction(deferred: true);
        Assert.Single(connection.Query("SELECT text FROM companion_documents WHERE name = 'Diary'", row => row.GetString(0)));

        var data = product.Services.GetRequiredService<IPersonalData>();
        var erasing = data.EraseAsync("local", "owner", TestContext.Current.CancellationToken).AsTask();
        await DocumentsAreGoneAsync(product);
        Assert.False(erasing.IsCompleted);
        Assert.True(await IsOnDiskAsync("flowerpot."));
        await reader.DisposeAsync();
        await connection.DisposeAsync();
        await erasing.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.False(await IsOnDiskAsync("flowerpot."));
    }

    [Fact]
    public async Task An_answer_that_is_being_written_ends_and_leaves_nothing()
    {
        await using var product = await Product.StartAsync(_folder, _streams, Slow);
        await product.ImportAsync("Diary", "The zanzibarquux password is hidden under the flowerpot.");
        var asked = await product.AskAsync(Question);
        await _streams.WaitAsync(asked.StreamId, stream => stream.Text.Length > 0);
        var data = product.Services.GetRequiredService<IPersonalData>();

        Assert.Equal(2, await data.EraseAsync("local", "owner", TestContext.Current.CancellationToken));
        Assert.Equal(AiStreamState.Cancelled, _streams.StateOf(asked.StreamId));
        // The writer that ends this answer has passed the erased one at least once.
        var other = await product.AskAsync("What is hidden?");
        _streams.RequestStop(other.StreamId);
        await product.FinishedAsync(_streams, other);
        Assert.Equal("", _streams.TextOf(asked.StreamId));
    }

    [Fact]
    public async Task An_answer_that_could_not_be_erased_is_still_known_and_is_erased_by_trying_again()
    {
        await using var product = await Product.StartAsync(_folder, _streams, Fast);
        await product.ImportAsync("Diary", "The zanzibarquux password is hidden under the flowerpot.");
        var reply = await product.AnswerAsync(_streams, Question);
        var data = product.Services.GetRequiredService<IPersonalData>();
        _streams.FailingRedactions = 1;

        await Assert.ThrowsAsync<IOException>(
            async () => await data.EraseAsync("local", "owner", TestContext.Current.CancellationToken));
        Assert.Contains("zanzibarquux", await ExportAsync(data), StringComparison.Ordinal);
        Assert.NotEqual("", _streams.TextOf(reply.StreamId));

        Assert.Equal(1, await data.EraseAsync("local", "owner", TestContext.Current.CancellationToken));
        Assert.DoesNotContain("zanzibarquux", await ExportAsync(data), StringComparison.Ordinal);
        Assert.Equal("", _streams.TextOf(reply.StreamId));
    }

    [Fact]
    public async Task Export_holds_what_was_read_in_a_message()
    {
        await using var product = await Product.StartAsync(_folder, _streams, Fast);
        var conversation = await product.OpenAsync("mia");
        await product.SendAsync(conversation.Id, "I am so sad, my dog died yesterday.");
        Assert.Contains("\"group\":\"sadness\"", await ExportAsync(product.Services.GetRequiredService<IPersonalData>()),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_conversation_that_the_log_did_not_let_go_of_is_erased_later()
    {
        await using var product = await Product.StartAsync(_folder, _streams, Fast);
        var conversation = await product.OpenAsync("mia");
        var sent = await product.SendAsync(conversation.Id, "The zanzibarquux password is mine.");
        await product.FinishedAsync(conversation.Id, sent.ReplyId);
        product.EmptyOutbox();
        _streams.FailingEnds = 1;
        await Assert.ThrowsAsync<IOException>(async () => await product.Services.GetRequiredService<IPersonalData>()
            .EraseAsync("local", "owner", TestContext.Current.CancellationToken));
        using var connection = product.Database.Open();
        await Eventually.HoldsAsync(TimeSpan.FromSeconds(30),
            () => connection.Query("SELECT COUNT(*) FROM companion_messages", row => row.GetInt32(0))[0] == 0);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Waits until only the two manuals, which belong to no person, are left.</summary>
    private static async Task DocumentsAreGoneAsync(Product product)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while ((await product.DocumentsAsync()).Count > 2)
            deadline.Token.ThrowIfCancellationRequested();
    }

    private async Task<bool> IsOnDiskAsync(string text)
    {
        foreach (var file in Directory.EnumerateFiles(_folder.Path, "attune.db*"))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            var bytes = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
            if (bytes.Contains(text, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    private static async Task<string> ExportAsync(IPersonalData data)
    {
        using var bytes = new MemoryStream();
        await using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            await data.ExportAsync("local", "owner", json, TestContext.Current.CancellationToken);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}
