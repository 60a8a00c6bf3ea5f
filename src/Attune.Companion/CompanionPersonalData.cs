using System.Text.Json;
using Attune.Companion.Conversations.Erasing;
using Attune.Companion.Guide;
using Attune.Companion.Guide.Visits;
using Attune.Companion.Replies;
using Attune.Companion.Retrieval;
using Attune.Foundation.Modules;
using Attune.Foundation.Persistence;

namespace Attune.Companion;

/// <summary>Export and erasure of a person's documents, questions, answers and conversations.</summary>
internal sealed class CompanionPersonalData(
    SqliteDatabase database, KnowledgeIndexes indexes, EraseReplies replies, PersonalConversations conversations,
    Sittings sittings, FoundAnswers found, ErasedContent erasedContent) : IPersonalData
{
    public ValueTask ExportAsync(string organisation, string owner, Utf8JsonWriter json, CancellationToken cancellation)
    {
        using var connection = database.Open();
        json.WriteStartArray("documents");
        using (var documents = connection.Command("""
            SELECT id, name, created_at, text FROM companion_documents
            WHERE organisation_id = $organisation AND owner_id = $owner ORDER BY position
            """, ("$organisation", organisation), ("$owner", owner)))
        using (var rows = documents.ExecuteReader())
        {
            while (rows.Read())
            {
                json.WriteStartObject();
                json.WriteString("id", rows.GetString(0));
                json.WriteString("name", rows.GetString(1));
                json.WriteString("createdAt", rows.GetString(2));
                json.WriteString("text", rows.GetString(3));
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
        json.WriteStartArray("replies");
        foreach (var reply in connection.Query($"""
            SELECT {ReplyMapping.Columns} FROM companion_replies
            WHERE organisation_id = $organisation AND owner_id = $owner ORDER BY position
            """, ReplyMapping.Read, ("$organisation", organisation), ("$owner", owner)))
        {
            json.WriteStartObject();
            json.WriteString("id", reply.Id);
            json.WriteString("createdAt", reply.CreatedAt);
            json.WriteString("state", ReplyMapping.NameOf(reply.State));
            json.WriteString("question", reply.Question);
            json.WriteString("text", reply.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        return conversations.ExportAsync(organisation, owner, json, cancellation);
    }

    public async ValueTask<int> EraseAsync(string organisation, string owner, CancellationToken cancellation)
    {
        // Documents first, so that no answer composed from now on can quote them.
        var erased = await EraseDocumentsAsync(organisation, owner, cancellation);
        erased += await conversations.EraseAsync(organisation, owner, cancellation);
        erased += await replies.RunAsync(organisation, owner, cancellation);
        sittings.RemoveOf(organisation, owner);
        found.Clear();
        await erasedContent.RemoveAsync(cancellation);
        return erased;
    }

    private async Task<int> EraseDocumentsAsync(string organisation, string owner, CancellationToken cancellation)
    {
        var index = await indexes.OfAsync(organisation, cancellation);
        await index.Changes.WaitAsync(cancellation);
        try
        {
            using var connection = database.Open();
            var documents = connection.Query(
                "SELECT id, text FROM companion_documents WHERE organisation_id = $organisation AND owner_id = $owner",
                row => (Id: row.GetString(0), Text: row.GetString(1)), ("$organisation", organisation), ("$owner", owner));
            foreach (var (id, _) in documents)
                await index.EraseAsync(id, cancellation);
            var erased = connection.Execute(
                "DELETE FROM companion_documents WHERE organisation_id = $organisation AND owner_id = $owner",
                ("$organisation", organisation), ("$owner", owner));
            foreach (var (id, text) in documents)
                index.Remove(id, text);
            index.Sweep();
            return erased;
        }
        finally
        {
            index.Changes.Release();
        }
    }
}
