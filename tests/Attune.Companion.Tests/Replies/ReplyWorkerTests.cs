using Attune.Companion.Tests.Fakes;
using Attune.Foundation.Persistence;
using Attune.TestKit.Folders;
using Attune.TestKit.Time;

namespace Attune.Companion.Tests.Replies;

/// <summary>Nothing that goes wrong with one reply ends the answering of the others.</summary>
public sealed class ReplyWorkerTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private readonly MemoryAiStreams _streams = new();
    private volatile bool _refuses = true;
    private int _refused;
    private Product _product = null!;

    public async ValueTask InitializeAsync()
    {
        _product = await Product.StartAsync(_folder, _streams, ("Guide:LeaseSeconds", "5"), ("Guide:CharactersPerSecond", "10"));
        // What no caller expects of a database: an error of its own code.
        _product.Database.Opened = connection => connection.CreateFunction("refuse", () => _refuses
            ? Interlocked.Increment(ref _refused) > 0 ? throw new InvalidOperationException("Injected") : 0
            : 0);
    }

    public async ValueTask DisposeAsync()
    {
        await _product.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_reply_that_can_be_neither_composed_nor_given_up_is_held_until_it_can()
    {
        Run("""
            CREATE TRIGGER bad_feeling AFTER INSERT ON companion_messages WHEN NEW.role = 'user'
            BEGIN UPDATE companion_messages SET emotion = 'no JSON' WHERE id = NEW.id; END;
            CREATE TRIGGER no_note BEFORE UPDATE ON companion_conversations WHEN NEW.messages = OLD.messages
            BEGIN SELECT refuse(); END
            """);
        var conversation = await _product.OpenAsync("mia");
        var sent = await _product.SendAsync(conversation.Id, "Hello!");
        await UntilRefusedAsync();
        _refuses = false;
        Run("DROP TRIGGER bad_feeling; UPDATE companion_messages SET emotion = NULL");
        var messages = await _product.FinishedAsync(conversation.Id, sent.ReplyId);
        // Which of the two depends on what the worker was about to try when everything was well again.
        Assert.Contains(messages[1].State, (string[])["failed", "complete"]);
        var next = await _product.SendAsync(conversation.Id, "Hello again!");
        Assert.Equal("complete", (await _product.FinishedAsync(conversation.Id, next.ReplyId))[^1].State);
    }

    [Fact]
    public async Task A_lease_that_cannot_be_renewed_stops_no_reply()
    {
        Run("""
            CREATE TRIGGER no_lease BEFORE UPDATE OF lease_until ON companion_replies
            WHEN OLD.state = 'running' AND NEW.state = 'running'
            BEGIN SELECT refuse(); END
            """);
        var asked = await _product.AskAsync("Where is my data stored?");
        await UntilRefusedAsync();
        Assert.Equal("complete", (await _product.FinishedAsync(_streams, asked)).State);
    }

    private void Run(string sql)
    {
        using var connection = _product.Database.Open();
        connection.Execute(sql);
    }

    private Task UntilRefusedAsync() =>
        Eventually.HoldsAsync(TimeSpan.FromSeconds(30), () => Volatile.Read(ref _refused) > 0);
}
