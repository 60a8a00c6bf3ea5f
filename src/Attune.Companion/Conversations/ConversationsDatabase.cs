using Attune.Foundation.Persistence;

namespace Attune.Companion.Conversations;

/// <summary>Opens units of work on the stored conversations.</summary>
internal sealed class ConversationsDatabase(SqliteDatabase database)
{
    /// <summary>A unit of work; dispose it.</summary>
    /// <exception cref="Microsoft.Data.Sqlite.SqliteException">The database cannot be opened.</exception>
    public ConversationsContext Open() => new(database.Open(), ownsConnection: true);
}
