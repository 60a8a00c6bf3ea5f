using Microsoft.Data.Sqlite;

namespace Attune.Foundation.Persistence;

/// <summary>
/// Makes deleted rows unreadable in the files of the database too. <c>secure_delete</c> overwrites a row where it stood when
/// it was deleted, but copies stay where it stood before the tree was balanced, and in the write-ahead log.
/// </summary>
public sealed class ErasedContent(SqliteDatabase database, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromMilliseconds(20);

    /// <summary>Two at once would wait for each other's write lock and one might give up.</summary>
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Rewritings that have begun, and the latest that came to its end.</summary>
    private long _begun;
    private long _finished;

    /// <summary>
    /// Rewrites the database without what was deleted and empties its write-ahead log. Call it after the deletion has been
    /// committed and with no connection of one's own open. Takes as long as copying the file; writers wait meanwhile. Any
    /// number of callers who wait for their turn are served by one rewriting.
    /// </summary>
    /// <exception cref="IOException">
    /// It could not be done within ten seconds, because a reader does not end, or not at all, because the disk is full. The
    /// rows are deleted, but traces may still stand in the files; calling again is safe.
    /// </exception>
    public async Task RemoveAsync(CancellationToken cancellation)
    {
        var before = Interlocked.Read(ref _begun);
        await _turn.WaitAsync(cancellation);
        try
        {
            // One that began after this call has removed what was deleted before it.
            if (_finished > before)
                return;
            var mine = Interlocked.Increment(ref _begun);
            await RewriteAsync(cancellation);
            _finished = mine;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task RewriteAsync(CancellationToken cancellation)
    {
        var started = clock.GetTimestamp();
        try
        {
            using var connection = database.Open();
            Run(connection, "VACUUM");
            // Waiting is done here, not in SQLite: there it would keep the write lock, and this thread, for as long.
            Run(connection, "PRAGMA busy_timeout=0");
            // A reader that began before the deletion still needs the log: SQLite answers "busy" in a row and throws nothing.
            while (Run(connection, "PRAGMA wal_checkpoint(TRUNCATE)") != 0)
            {
                if (clock.GetElapsedTime(started) > Deadline)
                    throw Incomplete("another connection has been reading the old content all the time", null);
                await Task.Delay(TryAgainAfter, clock, cancellation);
            }
        }
        catch (SqliteException error)
        {
            throw Incomplete(error.Message, error);
        }
    }

    private static IOException Incomplete(string reason, Exception? inner) => new(
        $"The rows are deleted, but traces of them may still stand in the database's files: {reason}. Erase once more.", inner);

    /// <returns>The first column of the first row; 0 when there is none.</returns>
    private static long Run(SqliteConnection connection, string sql)
    {
        using var command = connection.Command(sql);
        return command.ExecuteScalar() is long first ? first : 0;
    }
}
