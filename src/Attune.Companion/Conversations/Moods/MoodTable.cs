using Attune.Companion.Conversations.Messages;
using Attune.Foundation.Persistence;
using Attune.Learning.Affect;
using Attune.Learning.Moods;
using Microsoft.Data.Sqlite;

namespace Attune.Companion.Conversations.Moods;

/// <summary>The SQL of the moods. Rows are only ever added, in the transaction of their message, and go with it.</summary>
internal static class MoodTable
{
    private const string Columns = """
        mood.message_id, mood.method, mood.at, mood.valence, mood.arousal, mood.dominance, mood.messages, mood.mood_at,
        mood.mood_valence, mood.mood_arousal, mood.mood_dominance, mood.companion_valence, mood.companion_arousal,
        mood.companion_dominance, mood.usual, mood.spread, mood.usual_messages, mood.above, mood.below, mood.mood_weight,
        json_extract(message.emotion, '$.shown.group')
        """;

    private const string Tables =
        "companion_moods AS mood JOIN companion_messages AS message ON message.id = mood.message_id";

    /// <summary>The newest moods of a conversation, oldest of them first.</summary>
    public static List<MoodRow> OfConversation(SqliteConnection connection, string conversation, int limit)
    {
        var rows = connection.Query($"""
            SELECT {Columns} FROM {Tables}
            WHERE mood.conversation_id = $conversation ORDER BY mood.position DESC LIMIT $limit
            """, Read, ("$conversation", conversation), ("$limit", limit));
        rows.Reverse();
        return rows;
    }

    /// <summary>The newest row of a person in any conversation, among those read by a method.</summary>
    public static MoodRow? NewestOf(SqliteConnection connection, string organisation, string owner, string method) =>
        connection.Query($"""
            SELECT {Columns} FROM {Tables}
            WHERE mood.organisation_id = $organisation AND mood.owner_id = $owner AND mood.method = $method
            ORDER BY mood.at DESC, mood.position DESC LIMIT 1
            """, Read, ("$organisation", organisation), ("$owner", owner), ("$method", method)).FirstOrDefault();

    /// <summary>What a person's messages said since a moment, in every conversation, the latest first.</summary>
    public static List<(DateTimeOffset At, double Valence)> Valences(
        SqliteConnection connection, string organisation, string owner, string method, DateTimeOffset since, int limit) =>
        connection.Query("""
            SELECT at, valence FROM companion_moods
            WHERE organisation_id = $organisation AND owner_id = $owner AND method = $method AND at >= $since
            ORDER BY at DESC, position DESC LIMIT $limit
            """, static row => (TimeOf(row, 0), row.GetDouble(1)), ("$organisation", organisation), ("$owner", owner),
            ("$method", method), ("$since", since.ToUnixTimeMilliseconds()), ("$limit", limit));

    /// <summary>Stores a row, within the transaction that stored its message.</summary>
    public static void Insert(SqliteConnection connection, Message message, MoodRow row) => connection.Execute("""
        INSERT INTO companion_moods (position, message_id, conversation_id, organisation_id, owner_id, method, at,
            valence, arousal, dominance, messages, mood_at, mood_weight, mood_valence, mood_arousal, mood_dominance,
            companion_valence, companion_arousal, companion_dominance, usual, spread, usual_messages, above, below, change)
        VALUES ($position, $message, $conversation, $organisation, $owner, $method, $at, $valence, $arousal, $dominance,
            $messages, $moodAt, $moodWeight, $moodValence, $moodArousal, $moodDominance, $companionValence, $companionArousal,
            $companionDominance, $usual, $spread, $usualMessages, $above, $below, $change)
        """,
        ("$position", message.Position), ("$message", row.MessageId), ("$conversation", message.ConversationId),
        ("$organisation", message.OrganisationId), ("$owner", message.OwnerId), ("$method", row.Method),
        ("$at", row.At.ToUnixTimeMilliseconds()), ("$valence", row.Felt.Valence), ("$arousal", row.Felt.Arousal),
        ("$dominance", row.Felt.Dominance), ("$messages", row.Mood.Messages),
        ("$moodAt", row.Mood.At.ToUnixTimeMilliseconds()), ("$moodWeight", row.Mood.Weight),
        ("$moodValence", row.Mood.Point.Valence),
        ("$moodArousal", row.Mood.Point.Arousal), ("$moodDominance", row.Mood.Point.Dominance),
        ("$companionValence", row.Companion.Valence), ("$companionArousal", row.Companion.Arousal),
        ("$companionDominance", row.Companion.Dominance), ("$usual", row.Usual?.Usual), ("$spread", row.Usual?.Spread),
        ("$usualMessages", row.Usual?.Count), ("$above", row.Change.Above), ("$below", row.Change.Below),
        ("$change", row.Change.Direction));

    private static MoodRow Read(SqliteDataReader row) => new(
        row.GetString(0), row.GetString(1), TimeOf(row, 2), PointOf(row, 3), row.TextOrNull(20),
        new ConversationMood(PointOf(row, 8), TimeOf(row, 7), row.GetInt32(6), row.GetDouble(19)), PointOf(row, 11),
        row.IsDBNull(14) ? null : new MoodBaseline(row.GetDouble(14), row.GetDouble(15), row.GetInt32(16)),
        new MoodChange(row.GetDouble(17), row.GetDouble(18)));

    private static DateTimeOffset TimeOf(SqliteDataReader row, int column) =>
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));

    private static AffectPoint PointOf(SqliteDataReader row, int column) =>
        new(row.GetDouble(column), row.GetDouble(column + 1), row.GetDouble(column + 2));
}
