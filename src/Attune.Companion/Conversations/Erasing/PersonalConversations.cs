using System.Text.Json;
using Attune.Companion.Conversations.Messages;
using Attune.Companion.Conversations.Moods;
using Attune.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Attune.Companion.Conversations.Erasing;

/// <summary>Export and erasure of a person's conversations. The texts of replies are exported with the replies.</summary>
internal sealed class PersonalConversations(ConversationsDatabase database, EraseConversation erase, FinishErasing rest)
{
    public async ValueTask ExportAsync(string organisation, string owner, Utf8JsonWriter json, CancellationToken cancellation)
    {
        await using var context = database.Open();
        json.WriteStartArray("conversations");
        var all = context.Conversations.AsNoTracking()
            .Where(row => row.OrganisationId == organisation && row.OwnerId == owner)
            .OrderBy(row => row.Position);
        foreach (var conversation in await all.ToListAsync(cancellation))
        {
            json.WriteStartObject();
            json.WriteString("id", conversation.Id);
            json.WriteString("persona", conversation.PersonaId);
            json.WriteString("createdAt", conversation.CreatedAt);
            json.WriteStartArray("messages");
            var messages = context.Messages.AsNoTracking()
                .Where(row => row.ConversationId == conversation.Id).OrderBy(row => row.Position);
            await foreach (var message in messages.AsAsyncEnumerable().WithCancellation(cancellation))
                Write(json, message);
            json.WriteEndArray();
            json.WriteStartArray("moods");
            foreach (var mood in MoodTable.OfConversation(context.Connection, conversation.Id, int.MaxValue))
                JsonSerializer.Serialize(json, mood.ToView(), AttuneJson.Wire.MoodPointView);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <returns>The number of conversations erased.</returns>
    /// <exception cref="IOException">The stream did not let go of one in time; calling again goes on.</exception>
    public async Task<int> EraseAsync(string organisation, string owner, CancellationToken cancellation)
    {
        var erased = 0;
        while (await NextAsync(organisation, owner, cancellation) is { } conversation)
        {
            var isErased = false;
            try
            {
                isErased = await erase.RunAsync(conversation, cancellation);
            }
            finally
            {
                if (!isErased)
                    rest.Wake();
            }

            if (!isErased)
                throw new IOException($"Conversation '{conversation.Id}' could not be taken out of the stream. Erase once more.");
            erased++;
        }

        return erased;
    }

    /// <summary>One conversation at a time, from the front again until none is left: one may be opened meanwhile.</summary>
    private async Task<Conversation?> NextAsync(string organisation, string owner, CancellationToken cancellation)
    {
        await using var context = database.Open();
        var conversation = await context.Conversations
            .Where(row => row.OrganisationId == organisation && row.OwnerId == owner)
            .OrderBy(row => row.Position)
            .FirstOrDefaultAsync(cancellation);
        if (conversation is { Erasing: false })
        {
            conversation.BeginErasing();
            await context.SaveChangesAsync(cancellation);
        }

        return conversation;
    }

    private static void Write(Utf8JsonWriter json, Message message)
    {
        json.WriteStartObject();
        json.WriteString("id", message.Id);
        json.WriteString("role", message.Role);
        json.WriteString("createdAt", message.CreatedAt);
        json.WriteString("text", message.Text);
        json.WriteString("replyTo", message.ReplyTo);
        if (message.Emotion is { } emotion)
        {
            json.WritePropertyName("emotion");
            JsonSerializer.Serialize(json, emotion, AttuneJson.Wire.EmotionView);
        }

        json.WriteEndObject();
    }
}
