using System.Globalization;
using Attune.Foundation.Modules;
using Microsoft.Data.Sqlite;

namespace Attune.Foundation.Persistence;

/// <summary>
/// Brings the database to the schema this program needs: numbered SQL files of each module, applied once each, in order,
/// under SQLite's own write lock. Plain SQL and no model, because it stands on the path to ready.
/// </summary>
public sealed class MigrationRunner(SqliteDatabase database, ModuleCatalogue modules, TimeProvider clock)
{
    /// <summary>What Foundation itself keeps, before every module.</summary>
    private const string Foundation = "foundation";

    /// <summary>Applies what is missing.</summary>
    /// <exception cref="SchemaTooNewException">The database was written by a newer Attune.</exception>
    public void Run()
    {
        if (database.IsReadOnly)
            return;
        using var connection = database.Open();
        connection.Execute("""
            CREATE TABLE IF NOT EXISTS foundation_migrations (
                module TEXT NOT NULL, number INTEGER NOT NULL, name TEXT NOT NULL, applied_at TEXT NOT NULL,
                PRIMARY KEY (module, number)) WITHOUT ROWID
            """);
        var applied = ReadApplied(connection);
        Apply(connection, Foundation, MigrationFile.In(typeof(MigrationRunner).Assembly), applied.GetValueOrDefault(Foundation));
        foreach (var module in modules.Modules)
            Apply(connection, module.Name, module.MigrationFiles, applied.GetValueOrDefault(module.Name));
    }

    private void Apply(SqliteConnection connection, string module, IReadOnlyList<MigrationFile> files, long newest)
    {
        var known = files.Count == 0 ? 0 : files[^1].Number;
        // A release N-1 runs on the schema of release N: one step ahead is expected, more is not.
        if (newest > known + 1)
            throw new SchemaTooNewException(module, newest, known);
        foreach (var file in files.Where(file => file.Number > newest))
            Apply(connection, module, file);
    }

    private void Apply(SqliteConnection connection, string module, MigrationFile file)
    {
        // Immediate: a second process that starts at the same moment waits here and then finds the row.
        using var transaction = connection.BeginTransaction(deferred: false);
        if (ReadApplied(connection).GetValueOrDefault(module) >= file.Number)
            return;
        connection.Execute(file.ReadSql());
        connection.Execute(
            "INSERT INTO foundation_migrations (module, number, name, applied_at) VALUES ($module, $number, $name, $at)",
            ("$module", module), ("$number", file.Number), ("$name", file.Name),
            ("$at", clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture)));
        transaction.Commit();
    }

    private static Dictionary<string, long> ReadApplied(SqliteConnection connection)
    {
        using var query = connection.CreateCommand();
        query.CommandText = "SELECT module, MAX(number) FROM foundation_migrations GROUP BY module";
        using var rows = query.ExecuteReader();
        var applied = new Dictionary<string, long>(StringComparer.Ordinal);
        while (rows.Read())
            applied[rows.GetString(0)] = rows.GetInt64(1);
        return applied;
    }
}

/// <summary>The database was written by a newer release than this program can serve.</summary>
public sealed class SchemaTooNewException(string module, long found, long known) : InvalidOperationException(
    $"The database has schema {found} of module '{module}', this program knows {known}. Install the newer Attune again, "
    + "or restore a backup that this release has written.");
