using Attune.Companion.Conversations.Messages;
using Attune.Learning.Affect;
using Attune.Learning.Moods;
using Microsoft.Data.Sqlite;

namespace Attune.Companion.Conversations.Moods;

/// <summary>
/// Takes note of what a message said: the mood of its conversation, whether the person's mood is no longer the usual one, and
/// the companion's own mood. Everything follows from rows, so a restart changes nothing and an erasure leaves nothing.
/// </summary>
internal static class FollowMood
{
    /// <summary>
    /// Stores the moods after a message, within the transaction that stored it. What is usual is taken from the person's
    /// messages before it, in all conversations.
    /// </summary>
    /// <param name="connection">The connection of that transaction.</param>
    /// <param name="conversation">The conversation.</param>
    /// <param name="message">A stored message of the person.</param>
    /// <returns>Null when nothing was read in it.</returns>
    public static MoodRow? Run(SqliteConnection connection, Conversation conversation, Message message)
    {
        if (message.Emotion is not { Affect: { } affect, Method: { } method } emotion)
            return null;
        var at = DateTimeOffset.FromUnixTimeMilliseconds(message.CreatedAt.ToUnixTimeMilliseconds());
        var felt = new AffectPoint(affect.Valence, affect.Arousal, affect.Dominance);
        var before = MoodTable.OfConversation(connection, conversation.Id, 1).FirstOrDefault();
        var usual = MoodBaseline.Of(
            MoodTable.Valences(connection, message.OrganisationId, message.OwnerId, method, at - MoodBaseline.Window,
                MoodBaseline.Most), at);
        var row = new MoodRow(message.Id, method, at, felt, emotion.Shown?.Group,
            (before?.Mood ?? ConversationMood.None).With(felt, at), CompanionAfter(conversation, before, felt, at), usual,
            ChangeAfter(connection, message, method, usual, felt.Valence));
        MoodTable.Insert(connection, message, row);
        return row;
    }

    private static AffectPoint CompanionAfter(
        Conversation conversation, MoodRow? before, AffectPoint felt, DateTimeOffset at)
    {
        var temper = PersonaMood.Of(conversation.Persona);
        return temper.Moved(before is null ? temper.Home : temper.After(before.Companion, at - before.At), felt);
    }

    private static MoodChange ChangeAfter(
        SqliteConnection connection, Message message, string method, MoodBaseline? usual, double valence)
    {
        if (usual is null)
            return default;
        // As something is usual, the newest row is one that it rests on. What was told is done with.
        var before = MoodTable.NewestOf(connection, message.OrganisationId, message.OwnerId, method);
        return (before is { Change.Direction: 0 } ? before.Change : default).With(usual.Standardised(valence));
    }
}
