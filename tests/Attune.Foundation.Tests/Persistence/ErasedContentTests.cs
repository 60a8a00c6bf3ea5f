using System.Text;
using Attune.Foundation.Hosting;
using Attune.Foundation.Persistence;
using Attune.TestKit.Folders;
using Attune.TestKit.Time;
using Microsoft.Data.Sqlite;

namespace Attune.Foundation.Tests.Persistence;

/// <summary>What was deleted is looked for in the bytes of the files.</summary>
public sealed class ErasedContentTests : IDisposable
{
    private const string Secret = "zanzibarquux";

    private static readonly TimeSpan PatienceOfTheTest = TimeSpan.FromSeconds(30);

    private readonly TempFolder _temp = new();
    private readonly ManualClock _clock = new();
    private readonly DataFolder _folder;
    private readonly SqliteDatabase _database;
    private readonly ErasedContent _content;

    public ErasedContentTests()
    {
        _folder = DataFolder.Open(_temp.Path);
        _database = new SqliteDatabase(_folder);
        _content = new ErasedContent(_database, _clock);
        Execute("""
            CREATE TABLE notes (id INTEGER PRIMARY KEY, owner TEXT, text TEXT);
            CREATE INDEX by_text ON notes (owner, text)
            """);
    }

    public void Dispose()
    {
        _content.Dispose();
        _database.Dispose();
        _folder.Dispose();
        _temp.Dispose();
    }

    [Fact]
    public async Task Copies_that_balancing_and_the_log_keep_of_deleted_rows_are_removed()
    {
        // Whether a copy stays depends on where rows fall on pages, so histories are tried until one leaves a copy.
        for (var seed = 0; seed < 50 && !await IsOnDiskAsync(); seed++)
        {
            Execute("DELETE FROM notes; VACUUM");
            WriteNotes(seed);
            Execute("DELETE FROM notes WHERE owner = 'mia'; PRAGMA wal_checkpoint(TRUNCATE)");
        }

        // The control: overwriting rows where they were deleted and emptying the log is not enough.
        Assert.True(await IsOnDiskAsync());

        await _content.RemoveAsync(TestContext.Current.CancellationToken);
        Assert.False(await IsOnDiskAsync());
        Assert.Equal(300, Count());
    }

    [Fact]
    public async Task A_reader_of_the_old_content_is_waited_for()
    {
        WriteNotes();
        var connection = _database.Open();
        var reader = connection.BeginTransaction(deferred: true);
        Read(connection);
        Execute("DELETE FROM notes WHERE owner = 'mia'");

        var removing = _content.RemoveAsync(TestContext.Current.CancellationToken);
        Assert.False(removing.IsCompleted);
        Assert.True(await IsOnDiskAsync());
        await reader.DisposeAsync();
        await connection.DisposeAsync();
        await removing.WaitAsync(PatienceOfTheTest, TestContext.Current.CancellationToken);
        Assert.False(await IsOnDiskAsync());
    }

    [Fact]
    public async Task A_reader_that_never_ends_is_told_and_removing_again_succeeds()
    {
        WriteNotes();
        using (var connection = _database.Open())
        using (connection.BeginTransaction(deferred: true))
        {
            Read(connection);
            Execute("DELETE FROM notes WHERE owner = 'mia'");
            var removing = _content.RemoveAsync(TestContext.Current.CancellationToken);
            _clock.Advance(TimeSpan.FromSeconds(11));
            var error = await Assert.ThrowsAsync<IOException>(
                () => removing.WaitAsync(PatienceOfTheTest, TestContext.Current.CancellationToken));
            Assert.Contains("Erase once more", error.Message, StringComparison.Ordinal);
            Assert.True(await IsOnDiskAsync());
        }

        await _content.RemoveAsync(TestContext.Current.CancellationToken);
        Assert.False(await IsOnDiskAsync());
    }

    [Fact]
    public async Task Several_at_once_take_turns()
    {
        WriteNotes();
        Execute("DELETE FROM notes WHERE owner = 'mia'");
        await Task.WhenAll(Enumerable.Range(0, 8).Select(
            _ => Task.Run(() => _content.RemoveAsync(TestContext.Current.CancellationToken))));
        Assert.False(await IsOnDiskAsync());
        Assert.Equal(300, Count());
    }

    [Fact]
    public async Task Those_who_wait_for_their_turn_share_one_rewriting()
    {
        WriteNotes();
        var rewritings = 0;
        using var first = new ManualResetEventSlim();
        _database.Opened = _ =>
        {
            if (Interlocked.Increment(ref rewritings) == 1)
                first.Wait(TestContext.Current.CancellationToken);
        };
        var removing = Task.Run(() => _content.RemoveAsync(TestContext.Current.CancellationToken));
        SpinWait.SpinUntil(() => Volatile.Read(ref rewritings) == 1, PatienceOfTheTest);
        // On this thread, so that all of them wait before the first goes on.
        var waiting = Enumerable.Range(0, 8).Select(_ => _content.RemoveAsync(TestContext.Current.CancellationToken)).ToList();
        first.Set();
        await Task.WhenAll([removing, .. waiting]);
        // The first began before they came, so it cannot count for them.
        Assert.Equal(2, rewritings);
    }

    [Fact]
    public async Task A_database_that_cannot_be_rewritten_is_told()
    {
        WriteNotes();
        _database.Opened = connection => Execute(connection, "PRAGMA query_only = ON");
        var error = await Assert.ThrowsAsync<IOException>(
            () => _content.RemoveAsync(TestContext.Current.CancellationToken));
        Assert.IsType<SqliteException>(error.InnerException);
    }

    [Fact]
    public void Disposing_closes_its_own_connections_and_no_others()
    {
        using var otherFolder = new TempFolder();
        using var otherData = DataFolder.Open(otherFolder.Path);
        using var other = new SqliteDatabase(otherData);
        using (var connection = other.Open())
            Execute(connection, "CREATE TABLE notes (id INTEGER PRIMARY KEY)");
        Assert.True(File.Exists(_folder.At("attune.db-wal")));

        // The last connection that closes removes the log, so the log tells whether one is open.
        _database.Dispose();
        Assert.False(File.Exists(_folder.At("attune.db-wal")));
        Assert.True(File.Exists(otherData.At("attune.db-wal")));
    }

    /// <summary>300 notes of each of two people, of random lengths and lengthened later, so that trees are balanced.</summary>
    private void WriteNotes(int seed = 3)
    {
        var random = new Random(seed);
        using var connection = _database.Open();
        using var transaction = connection.BeginTransaction();
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO notes (owner, text) VALUES ($owner, $text)";
        var owner = insert.Parameters.Add("$owner", SqliteType.Text);
        var text = insert.Parameters.Add("$text", SqliteType.Text);
        using var lengthen = connection.CreateCommand();
        lengthen.CommandText = "UPDATE notes SET text = text || 'and more' WHERE id = $id";
        var id = lengthen.Parameters.Add("$id", SqliteType.Integer);
        for (var i = 0; i < 600; i++)
        {
            (owner.Value, var word) = i % 2 == 0 ? ("mia", Secret) : ("lyra", "harmless");
            text.Value = string.Concat(Enumerable.Repeat($"{random.Next(1000)} {word} ", random.Next(1, 60)));
            insert.ExecuteNonQuery();
            id.Value = random.Next(1, i + 2);
            lengthen.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    private async Task<bool> IsOnDiskAsync()
    {
        foreach (var file in Directory.EnumerateFiles(_temp.Path, "attune.db*"))
        {
            await using var stream = new FileStream(
                file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            var text = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
            if (text.Contains(Secret, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    private long Count()
    {
        using var connection = _database.Open();
        return Read(connection);
    }

    private static long Read(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM notes";
        return (long)command.ExecuteScalar()!;
    }

    private void Execute(string sql)
    {
        using var connection = _database.Open();
        Execute(connection, sql);
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
