using System.Globalization;
using System.Text.Json;
using Attune.Contracts;
using Attune.Contracts.Crisis;
using Attune.Contracts.Guide;
using Attune.Foundation.Persistence;
using Attune.Language;
using Microsoft.Data.Sqlite;

namespace Attune.Companion.Replies;

/// <summary>Between rows of <c>companion_replies</c> and <see cref="Reply"/>.</summary>
internal static class ReplyMapping
{
    public const string Columns =
        "position, id, organisation_id, owner_id, client_id, state, attempt, stop_requested, stream_id, language, input, found, "
        + "text, citations, created_at, correlation_id, conversation_id, message_id, method, model, fallback, crisis";

    private static readonly (ReplyState State, string Name)[] States =
    [
        (ReplyState.Queued, "queued"),
        (ReplyState.Running, "running"),
        (ReplyState.Complete, "complete"),
        (ReplyState.Cancelled, "cancelled"),
        (ReplyState.Failed, "failed"),
    ];

    public static string NameOf(ReplyState state) => States[(int)state].Name;

    public static string ToJson(IReadOnlyList<Citation> citations) =>
        JsonSerializer.Serialize(citations, AttuneJson.Wire.IReadOnlyListCitation);

    public static string ToJson(CrisisView crisis) => JsonSerializer.Serialize(crisis, AttuneJson.Wire.CrisisView);

    public static string ToJson(ReplyInput input) => JsonSerializer.Serialize(input, ReplyJson.Default.ReplyInput);

    public static Reply Read(SqliteDataReader row) =>
        Read(row, JsonSerializer.Deserialize(row.GetString(10), ReplyJson.Default.ReplyInput)!);

    private static Reply Read(SqliteDataReader row, ReplyInput input) => new(
        row.GetInt64(0),
        row.GetString(1),
        row.GetString(2),
        row.GetString(3),
        row.TextOrNull(4),
        Array.Find(States, state => state.Name == row.GetString(5)).State,
        row.GetInt32(6),
        row.GetBoolean(7),
        row.GetString(8),
        LanguageDetection.FromTag(row.GetString(9)),
        input.Question,
        row.GetBoolean(11),
        row.TextOrNull(12),
        row.TextOrNull(13) is { } citations ? JsonSerializer.Deserialize(citations, AttuneJson.Wire.IReadOnlyListCitation)! : [],
        DateTimeOffset.Parse(row.GetString(14), CultureInfo.InvariantCulture),
        row.GetString(15),
        row.TextOrNull(16),
        row.TextOrNull(17),
        row.GetString(18),
        row.TextOrNull(19),
        row.GetBoolean(20),
        input.Visit,
        input.Tone,
        row.TextOrNull(21) is { } crisis ? JsonSerializer.Deserialize(crisis, AttuneJson.Wire.CrisisView) : null);
}
