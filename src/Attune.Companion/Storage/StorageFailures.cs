using Attune.Foundation.Failures;
using Attune.Foundation.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Attune.Companion.Storage;

/// <summary>Turns what the machine does to a database, also through EF Core, into its failure.</summary>
internal static class StorageFailures
{
    /// <summary>Runs a use case; an unusable database becomes its failure.</summary>
    public static async ValueTask<Outcome<T>> GuardAsync<T>(Func<ValueTask<Outcome<T>>> run)
    {
        try
        {
            return await run();
        }
        catch (SqliteException error) when (DatabaseFailures.IsExpected(error))
        {
            return DatabaseFailures.Unavailable(error);
        }
        catch (DbUpdateException error) when (error.InnerException is SqliteException inner && DatabaseFailures.IsExpected(inner))
        {
            return DatabaseFailures.Unavailable(inner);
        }
    }
}
