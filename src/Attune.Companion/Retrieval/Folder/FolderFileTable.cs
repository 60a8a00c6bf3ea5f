using Attune.Foundation.Persistence;
using Microsoft.Data.Sqlite;

namespace Attune.Companion.Retrieval.Folder;

/// <summary>The SQL of the files in the watched folder.</summary>
internal sealed class FolderFileTable(SqliteDatabase database)
{
    private const string Columns =
        "path, size, modified, content_hash, problem_code, problem_detail, problem_what_to_do, again";

    /// <summary>All files that were dealt with, by their paths.</summary>
    public Dictionary<string, FolderFile> Read(string organisation)
    {
        using var connection = database.Open();
        return connection.Query($"SELECT {Columns} FROM companion_folder_files WHERE organisation_id = $organisation",
                Read, ("$organisation", organisation))
            .ToDictionary(file => file.Entry.Path, StringComparer.Ordinal);
    }

    /// <summary>The first files that are no documents, in the order of their paths.</summary>
    public List<FolderFile> Problems(string organisation, int limit)
    {
        using var connection = database.Open();
        return connection.Query($"""
            SELECT {Columns} FROM companion_folder_files
            WHERE organisation_id = $organisation AND problem_code IS NOT NULL ORDER BY path LIMIT $limit
            """, Read, ("$organisation", organisation), ("$limit", limit));
    }

    /// <summary>Stores what became of files.</summary>
    public void Write(string organisation, IEnumerable<FolderFile> files)
    {
        using var connection = database.Open();
        using var transaction = connection.BeginTransaction(deferred: false);
        Write(connection, organisation, files);
        transaction.Commit();
    }

    /// <summary>As <see cref="Write(string, IEnumerable{FolderFile})"/>, within a transaction.</summary>
    public static void Write(SqliteConnection connection, string organisation, IEnumerable<FolderFile> files)
    {
        foreach (var (entry, hash, problem) in files)
        {
            connection.Execute("""
                INSERT OR REPLACE INTO companion_folder_files (organisation_id, path, size, modified, content_hash, problem_code,
                    problem_detail, problem_what_to_do, again)
                VALUES ($organisation, $path, $size, $modified, $hash, $code, $detail, $whatToDo, $again)
                """,
                ("$organisation", organisation), ("$path", entry.Path), ("$size", entry.Size), ("$modified", entry.Modified),
                ("$hash", hash), ("$code", problem?.Code), ("$detail", problem?.Detail), ("$whatToDo", problem?.WhatToDo),
                ("$again", problem?.Again ?? false));
        }
    }

    /// <summary>Forgets files that are gone.</summary>
    public void Remove(string organisation, IEnumerable<string> paths)
    {
        using var connection = database.Open();
        using var transaction = connection.BeginTransaction(deferred: false);
        foreach (var path in paths)
        {
            connection.Execute("DELETE FROM companion_folder_files WHERE organisation_id = $organisation AND path = $path",
                ("$organisation", organisation), ("$path", path));
        }

        transaction.Commit();
    }

    private static FolderFile Read(SqliteDataReader row) => new(
        new FolderEntry(row.GetString(0), row.GetInt64(1), row.GetInt64(2)), row.TextOrNull(3),
        row.IsDBNull(4) ? null : new FolderProblem(row.GetString(4), row.GetString(5), row.GetString(6), row.GetBoolean(7)));
}
