using System.Net;
using Attune.Companion.Conversations;
using Attune.Companion.Conversations.Erasing;
using Attune.Companion.Tests.Fakes;
using Attune.Contracts.Conversations;
using Attune.Foundation.Persistence;
using Attune.TestKit.Folders;
using Attune.TestKit.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Attune.Companion.Tests.Conversations.Erasing;

/// <summary>A conversation that was to be deleted goes, whatever came in between.</summary>
public sealed class InterruptedErasureTests : IAsyncLifetime
{
    private const string Everything = "SELECT COUNT(*) FROM companion_conversations";

    private readonly TempFolder _folder = new();
    private readonly MemoryAiStreams _streams = new();
    private Product _product = null!;

    public async ValueTask InitializeAsync() =>
        _product = await Product.StartAsync(_folder, _streams, ("Guide:CharactersPerSecond", "10000"));

    public async ValueTask DisposeAsync()
    {
        await _product.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_crash_while_its_reply_was_being_composed_does_not_keep_it()
    {
        var (conversation, sent) = await ToldAsync();
        using (var connection = _product.Database.Open())
        {
            connection.Execute("UPDATE companion_conversations SET erasing = 1 WHERE id = $id", ("$id", conversation.Id));
            connection.Execute("""
                UPDATE companion_replies SET state = 'running', owner_node = 'local', attempt = 1, text = NULL WHERE id = $id
                """, ("$id", sent.ReplyId));
        }

        await _product.DisposeAsync();
        await InitializeAsync();
        await UntilNothingIsLeftAsync();
        Assert.Equal("", _streams.TextOf(sent.StreamId));
    }

    [Fact]
    public async Task What_the_log_did_not_let_go_of_goes_later_and_its_client_id_is_free_at_once()
    {
        var (conversation, sent) = await ToldAsync();
        _streams.FailingEnds = int.MaxValue;
        using var deleted = await _product.Http.DeleteAsync(
            $"/v1/conversations/{conversation.Id}", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, deleted.StatusCode);
        Assert.Equal("conversation_not_erased", await Product.CodeOfAsync(deleted));
        var next = await _product.OpenAsync("mia", clientId: "c1");
        Assert.NotEqual(conversation.Id, next.Id);
        _streams.FailingEnds = 0;
        await UntilNothingIsLeftAsync(but: 1);
        Assert.Equal("", _streams.TextOf(sent.StreamId));
    }

    [Fact]
    public async Task Whoever_deletes_it_second_tells_nobody_again()
    {
        var (conversation, _) = await ToldAsync();
        Conversation row;
        await using (var context = _product.Services.GetRequiredService<ConversationsDatabase>().Open())
            row = await context.Conversations.AsNoTracking().SingleAsync(TestContext.Current.CancellationToken);
        using var deleted = await _product.Http.DeleteAsync(
            $"/v1/conversations/{conversation.Id}", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        _product.EmptyOutbox();
        Assert.True(await _product.Services.GetRequiredService<EraseConversation>()
            .RunAsync(row, TestContext.Current.CancellationToken));
        using var connection = _product.Database.Open();
        Assert.Equal(0, connection.Query("SELECT COUNT(*) FROM foundation_outbox", count => count.GetInt32(0))[0]);
    }

    /// <summary>A conversation with an answered message; what a relay would have published is taken away.</summary>
    private async Task<(ConversationView Conversation, MessageAccepted Sent)> ToldAsync()
    {
        var conversation = await _product.OpenAsync("mia", clientId: "c1");
        var sent = await _product.SendAsync(conversation.Id, "My secret word is xylophone.");
        await _product.FinishedAsync(conversation.Id, sent.ReplyId);
        _product.EmptyOutbox();
        return (conversation, sent);
    }

    private async Task UntilNothingIsLeftAsync(int but = 0)
    {
        using var connection = _product.Database.Open();
        await Eventually.HoldsAsync(
            TimeSpan.FromSeconds(30), () => connection.Query(Everything, row => row.GetInt32(0))[0] <= but);
    }
}
