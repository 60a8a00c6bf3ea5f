using Microsoft.Data.Sqlite;

namespace Attune.Foundation.Persistence;

/// <summary>Short forms for plain SQL with parameters.</summary>
public static class SqliteCommands
{
    extension(SqliteConnection connection)
    {
        /// <summary>A command with its parameters; null is stored as NULL.</summary>
        /// <param name="sql">Constant text; values travel as parameters.</param>
        /// <param name="parameters">Name with its <c>$</c>, and value.</param>
        public SqliteCommand Command(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
        {
            var command = connection.CreateCommand();
            // Every caller passes text of its own, a literal or a migration file; values travel as parameters.
#pragma warning disable CA2100
            command.CommandText = sql;
#pragma warning restore CA2100
            foreach (var (name, value) in parameters)
                command.Parameters.AddWithValue(name, value ?? DBNull.Value);
            return command;
        }

        /// <summary>Runs a change.</summary>
        /// <returns>Rows changed.</returns>
        public int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
        {
            using var command = connection.Command(sql, parameters);
            return command.ExecuteNonQuery();
        }

        /// <summary>Reads rows into a list.</summary>
        public List<T> Query<T>(
            string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<(string Name, object? Value)> parameters)
        {
            using var command = connection.Command(sql, parameters);
            using var rows = command.ExecuteReader();
            var found = new List<T>();
            while (rows.Read())
                found.Add(read(rows));
            return found;
        }
    }

    /// <summary>The text of a column that may be NULL.</summary>
    public static string? TextOrNull(this SqliteDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetString(column);
}
