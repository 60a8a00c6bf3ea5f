using System.Text.Json;
using Attune.Contracts;
using Attune.Contracts.Knowledge;
using Attune.Foundation.Hosting;
using Attune.Foundation.Modules;
using Attune.Foundation.Outbox;

namespace Attune.Companion.Retrieval.Ingest;

/// <summary>
/// The events of the documents, told to all who may read them. They hold ids and counts and no words: the log keeps them longer
/// than a document may live.
/// </summary>
internal sealed class KnowledgeEvents(Ids ids)
{
    public const string Topic = "knowledge";

    public static EventType[] Types { get; } =
    [
        new("document.stored", Topic, "A document was stored, or stored anew; `data.documentId` names it."),
        new("document.deleted", Topic, "A document was deleted; `data.documentId` names it."),
        new("import.progressed", Topic,
            "An import of several files began, went on or ended; `data` holds importId, source, state, total, done and failed."),
    ];

    public static TopicPattern[] Topics { get; } = [new(Topic, ["subscribe", "history"])];

    public OutboxEvent Stored(StoredDocument document) => Of(document, "document.stored");

    public OutboxEvent Deleted(StoredDocument document) => Of(document, "document.deleted");

    public OutboxEvent Progressed(string organisation, ImportProgress progress) => new(
        ids.NewText(), organisation, Topic, "import.progressed",
        JsonSerializer.Serialize(progress, AttuneJson.Wire.ImportProgress));

    private OutboxEvent Of(StoredDocument document, string type) => new(
        ids.NewText(), document.Organisation, Topic, type,
        JsonSerializer.Serialize(new DocumentChange(document.Id), AttuneJson.Wire.DocumentChange));
}
