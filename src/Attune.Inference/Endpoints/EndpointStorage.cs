using Attune.Foundation.Failures;
using Attune.Foundation.Persistence;
using Microsoft.Data.Sqlite;

namespace Attune.Inference.Endpoints;

/// <summary>
/// Runs use cases whose database may be full, read-only or busy: expected on a user's machine, and told as such.
/// </summary>
internal static class EndpointStorage
{
    public static Outcome<T> Guard<T>(Func<Outcome<T>> run)
    {
        try
        {
            return run();
        }
        catch (SqliteException error) when (DatabaseFailures.IsExpected(error))
        {
            return DatabaseFailures.Unavailable(error);
        }
    }
}
