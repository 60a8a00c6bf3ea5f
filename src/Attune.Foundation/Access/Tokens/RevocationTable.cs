using Attune.Foundation.Persistence;
using Microsoft.Data.Sqlite;

namespace Attune.Foundation.Access.Tokens;

/// <summary>Keeps revocations over restarts, in the table <c>foundation_revocations</c>. Times are ticks of UTC.</summary>
internal sealed class RevocationTable(SqliteDatabase database)
{
    private const char Separator = '\n';

    /// <summary>Everything that still matters.</summary>
    public IReadOnlyList<(RevocationKey Key, Withdrawal Withdrawal)> Read(DateTimeOffset now)
    {
        try
        {
            using var connection = database.Open();
            return connection.Query("""
                SELECT organisation_id, kind, subject, issued_before, matters_until, denied FROM foundation_revocations
                WHERE matters_until > $now ORDER BY issued_before
                """, Read, ("$now", now.UtcTicks));
        }
        catch (SqliteException) when (database.IsReadOnly)
        {
            // A folder that was never written holds no revocations.
            return [];
        }
    }

    /// <exception cref="SqliteException">It could not be written.</exception>
    public void Add(RevocationKey key, RevocationTerm term, IReadOnlyList<string>? denied)
    {
        using var connection = database.Open();
        connection.Execute("""
            DELETE FROM foundation_revocations WHERE matters_until <= $before;
            INSERT INTO foundation_revocations (organisation_id, kind, subject, issued_before, matters_until, denied)
            VALUES ($organisation, $kind, $subject, $before, $until, $denied)
            """,
            ("$organisation", key.Organisation), ("$kind", key.Kind), ("$subject", key.Subject),
            ("$before", term.Before.UtcTicks), ("$until", term.Until.UtcTicks),
            ("$denied", denied is null ? null : string.Join(Separator, denied)));
    }

    private static (RevocationKey, Withdrawal) Read(SqliteDataReader row) => (
        new RevocationKey(row.GetString(0), row.GetString(1), row.GetString(2)),
        new Withdrawal(
            new RevocationTerm(
                new DateTimeOffset(row.GetInt64(3), TimeSpan.Zero), new DateTimeOffset(row.GetInt64(4), TimeSpan.Zero)),
            row.TextOrNull(5) is { } denied
                ? RightSet.TryParse(denied.Split(Separator), new Dictionary<string, string>())
                : null));
}
