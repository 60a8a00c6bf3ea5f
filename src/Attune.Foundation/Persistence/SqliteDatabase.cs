using System.Globalization;
using Attune.Foundation.Hosting;
using Microsoft.Data.Sqlite;

namespace Attune.Foundation.Persistence;

/// <summary>
/// The embedded database: one SQLite file in the data folder, write-ahead log, deleted content overwritten.
/// Connections are pooled; open one per unit of work and dispose it. Disposing the database closes the pooled ones.
/// </summary>
public sealed class SqliteDatabase : IDisposable
{
    private const int BusyTimeoutSeconds = 10;

    // busy_timeout: SQLite itself looks for its turn every few milliseconds, the client library only every 150.
    // secure_delete: erasing is real. synchronous=NORMAL: with the write-ahead log a commit survives kill -9.
    private static readonly string Settings = string.Create(CultureInfo.InvariantCulture,
        $"PRAGMA busy_timeout={BusyTimeoutSeconds * 1000}; PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
        + $"PRAGMA secure_delete=ON; PRAGMA foreign_keys=ON");

    private readonly string _connectionString;

    public SqliteDatabase(DataFolder folder)
    {
        SQLitePCL.Batteries_V2.Init();
        _connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = folder.At("attune.db"),
            Mode = folder.ReadOnlyReason is null ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadOnly,
            DefaultTimeout = BusyTimeoutSeconds,
        }.ToString();
        IsReadOnly = folder.ReadOnlyReason is not null;
    }

    /// <summary>True when the data folder cannot be written: only reads will work.</summary>
    public bool IsReadOnly { get; }

    /// <summary>Runs on every connection before it is handed out: how tests make the disk full for all of them at once.</summary>
    internal Action<SqliteConnection>? Opened { get; set; }

    public SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        using var settings = connection.CreateCommand();
        settings.CommandText = IsReadOnly ? "PRAGMA foreign_keys=ON" : Settings;
        settings.ExecuteNonQuery();
        Opened?.Invoke(connection);
        return connection;
    }

    /// <summary>Closes the connections of this database that nobody uses, and no other's: several may run in a process.</summary>
    public void Dispose()
    {
        using var pool = new SqliteConnection(_connectionString);
        SqliteConnection.ClearPool(pool);
    }
}
