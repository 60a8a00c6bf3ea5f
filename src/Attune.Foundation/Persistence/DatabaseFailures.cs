using Attune.Foundation.Failures;
using Microsoft.Data.Sqlite;

namespace Attune.Foundation.Persistence;

/// <summary>The database cannot be used now: expected on a full, busy or read-only disk, and told as such.</summary>
public static class DatabaseFailures
{
    // SQLite result codes: https://sqlite.org/rescode.html
    private const int Busy = 5;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Full = 13;
    private const int CannotOpen = 14;

    /// <summary>True for what the machine does to a database, false for a mistake of ours.</summary>
    public static bool IsExpected(SqliteException error) =>
        error.SqliteErrorCode is Busy or ReadOnly or InputOutput or Full or CannotOpen;

    public static Failure Unavailable(SqliteException error) => new("storage_unavailable", 503,
        "The database cannot be written now.", $"SQLite says: {error.Message}",
        "Free disk space or make the data folder writable, then send again with the same clientId.", Retry: true);
}
