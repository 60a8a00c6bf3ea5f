using Attune.Foundation.Hosting;
using Attune.Foundation.Modules;
using Attune.Foundation.Persistence;
using Attune.TestKit.Folders;
using Attune.TestKit.Proofs;
using Attune.TestKit.Time;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Attune.Foundation.Tests.Persistence;

/// <summary>The files under <c>Migrations/</c> of this project, applied to a database of their own.</summary>
public sealed class MigrationRunnerTests : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly ManualClock _clock = new();
    private readonly DataFolder _folder;
    private readonly SqliteDatabase _database;

    public MigrationRunnerTests()
    {
        _folder = DataFolder.Open(_temp.Path);
        _database = new SqliteDatabase(_folder);
    }

    public void Dispose()
    {
        _database.Dispose();
        _folder.Dispose();
        _temp.Dispose();
    }

    [Fact]
    [Proves("B-65")]
    public void Every_file_is_applied_once_in_the_order_of_the_numbers_and_leaves_its_row()
    {
        Runner().Run();
        Assert.Equal(["demo 1 notes", "demo 2 colour", "demo 10 paint"],
            Query("SELECT 'demo ' || number || ' ' || name FROM foundation_migrations WHERE module = 'demo' ORDER BY number"));
        Assert.Equal(["first red", "second blue"], Query("SELECT text || ' ' || colour FROM demo_notes ORDER BY id"));
        Assert.Equal(["2026-11-22T04:00:00.0000000+00:00"], Query("SELECT DISTINCT applied_at FROM foundation_migrations"));

        _clock.Advance(TimeSpan.FromDays(1));
        Runner().Run();
        Assert.Equal(["first red", "second blue"], Query("SELECT text || ' ' || colour FROM demo_notes ORDER BY id"));
        Assert.Single(Query("SELECT DISTINCT applied_at FROM foundation_migrations"));
    }

    [Fact]
    public void A_database_left_half_way_gets_only_the_rest()
    {
        Runner().Run();
        Execute("DELETE FROM foundation_migrations WHERE number = 10; UPDATE demo_notes SET colour = NULL WHERE text = 'first'");
        Runner().Run();
        Assert.Equal(["first red", "second blue"], Query("SELECT text || ' ' || colour FROM demo_notes ORDER BY id"));
    }

    [Fact]
    public async Task Two_that_start_at_the_same_moment_apply_every_file_once()
    {
        using var folder = DataFolder.Unlocked(_temp.Path);
        var other = new SqliteDatabase(folder);
        using var start = new Barrier(2);
        await Task.WhenAll(new[] { _database, other }.Select(database => Task.Run(() =>
        {
            start.SignalAndWait(TestContext.Current.CancellationToken);
            Runner(database).Run();
        })));
        Assert.Equal(["first red", "second blue"], Query("SELECT text || ' ' || colour FROM demo_notes ORDER BY id"));
    }

    [Fact]
    public void A_schema_one_step_ahead_is_served_and_one_two_steps_ahead_is_refused_untouched()
    {
        Runner().Run();
        Execute("INSERT INTO foundation_migrations VALUES ('demo', 11, 'next', 'now')");
        Runner().Run();
        Assert.Equal(["11"], Query("SELECT MAX(number) FROM foundation_migrations"));

        Execute("INSERT INTO foundation_migrations VALUES ('demo', 12, 'after next', 'now')");
        var refused = Assert.Throws<SchemaTooNewException>(Runner().Run);
        Assert.Contains("schema 12 of module 'demo', this program knows 10", refused.Message, StringComparison.Ordinal);
        Assert.Equal(["12"], Query("SELECT MAX(number) FROM foundation_migrations"));
    }

    [Fact]
    public void Modules_number_their_files_for_themselves()
    {
        Runner().Run();
        Execute("DROP TABLE demo_notes");
        Runner(_database, "second").Run();
        Assert.Equal(["demo 3", "foundation 2", "second 3"],
            Query("SELECT module || ' ' || COUNT(*) FROM foundation_migrations GROUP BY module ORDER BY module"));
    }

    [Fact]
    public void A_connection_erases_what_is_deleted_keeps_foreign_keys_and_waits_for_its_turn_to_write() =>
        Assert.Equal(["wal", "1", "1", "10000"], ((string[])["journal_mode", "secure_delete", "foreign_keys", "busy_timeout"])
            .SelectMany(setting => Query($"PRAGMA {setting}")));

    [Fact]
    public void A_read_only_folder_is_left_as_it_is()
    {
        // Nobody can make a file in /proc, not even root, for whom permissions do not count.
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has a folder that is read-only for everyone.");
        using var folder = DataFolder.Open("/proc");
        var database = new SqliteDatabase(folder);
        Assert.True(database.IsReadOnly);
        Runner(database).Run();
        Assert.Throws<SqliteException>(database.Open);
    }

    private MigrationRunner Runner(SqliteDatabase? database = null, string module = "demo")
    {
        var registration = new ModuleRegistration(module, new ServiceCollection(), new ConfigurationBuilder().Build());
        registration.AddMigrations(typeof(MigrationRunnerTests).Assembly);
        return new MigrationRunner(database ?? _database, new ModuleCatalogue([registration]), _clock);
    }

    private void Execute(string sql)
    {
        using var connection = _database.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The texts stand in this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private List<string> Query(string sql)
    {
        using var connection = _database.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The texts stand in this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        using var rows = command.ExecuteReader();
        var found = new List<string>();
        while (rows.Read())
            found.Add(rows.GetValue(0).ToString()!);
        return found;
    }
}
