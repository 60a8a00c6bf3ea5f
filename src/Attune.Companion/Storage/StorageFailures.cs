using Attune.Foundation.Failures;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Attune.Companion.Storage;

/// <summary>The database cannot be used now: expected on a full or read-only disk, and told as such.</summary>
internal static class StorageFailures
{
    // SQLite result codes: https://sqlite.org/rescode.html
    private const int Busy = 5;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Full = 13;
    private const int CannotOpen = 14;

    public static Failure Unavailable { get; } = new("storage_unavailable", 503, "The database cannot be written now.",
        "Nothing was stored.", "Free disk space or make the data folder writable, then send again with the same clientId.",
        Retry: true);

    /// <summary>True for what the machine does to a database, false for a mistake of ours.</summary>
    public static bool IsExpected(SqliteException error) =>
        error.SqliteErrorCode is Busy or ReadOnly or InputOutput or Full or CannotOpen;

    /// <summary>Runs a use case; an unusable database becomes its failure.</summary>
    public static async ValueTask<Outcome<T>> GuardAsync<T>(Func<ValueTask<Outcome<T>>> run)
    {
        try
        {
            return await run();
        }
        catch (SqliteException error) when (IsExpected(error))
        {
            return Unavailable with { Detail = $"SQLite says: {error.Message}" };
        }
        catch (DbUpdateException error) when (error.InnerException is SqliteException inner && IsExpected(inner))
        {
            return Unavailable with { Detail = $"SQLite says: {inner.Message}" };
        }
    }
}
