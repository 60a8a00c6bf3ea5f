using Attune.Foundation.Failures;
using Microsoft.Data.Sqlite;

namespace Attune.Inference.Endpoints;

/// <summary>
/// Runs use cases whose database may be full, read-only or busy: expected on a user's machine, and told as such.
/// </summary>
internal static class EndpointStorage
{
    // SQLite result codes: https://sqlite.org/rescode.html
    private static readonly HashSet<int> Expected = [5, 8, 10, 13, 14];

    public static Outcome<T> Guard<T>(Func<Outcome<T>> run)
    {
        try
        {
            return run();
        }
        catch (SqliteException error) when (Expected.Contains(error.SqliteErrorCode))
        {
            return EndpointFailures.StorageUnavailable(error.Message);
        }
    }
}
