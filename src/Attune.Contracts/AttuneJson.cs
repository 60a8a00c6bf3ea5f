using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Attune.Contracts.Conversations;
using Attune.Contracts.Crisis;
using Attune.Contracts.Guide;
using Attune.Contracts.Guide.Rag;
using Attune.Contracts.Health;
using Attune.Contracts.Knowledge;
using Attune.Contracts.Models;
using Attune.Contracts.Personas;
using Attune.Contracts.Realtime;

namespace Attune.Contracts;

/// <summary>Source-generated JSON for every wire type: compact, camelCase, no reflection at run time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(PublishRequest))]
[JsonSerializable(typeof(PublishRequest[]))]
[JsonSerializable(typeof(PublishReply))]
[JsonSerializable(typeof(PublishReply[]))]
[JsonSerializable(typeof(RealtimeMetrics))]
[JsonSerializable(typeof(TokenRequest))]
[JsonSerializable(typeof(TokenReply))]
[JsonSerializable(typeof(RevocationRequest))]
[JsonSerializable(typeof(RevocationReply))]
[JsonSerializable(typeof(AnnouncementRequest))]
[JsonSerializable(typeof(AnnouncementReply))]
[JsonSerializable(typeof(Announcement))]
[JsonSerializable(typeof(DrainView))]
[JsonSerializable(typeof(ItemList<TopicView>))]
[JsonSerializable(typeof(ItemList<ConnectionView>))]
[JsonSerializable(typeof(ItemList<AiStreamView>))]
[JsonSerializable(typeof(AskRequest))]
[JsonSerializable(typeof(AskAccepted))]
[JsonSerializable(typeof(CrisisView))]
[JsonSerializable(typeof(ReplyView))]
[JsonSerializable(typeof(ItemList<ReplyView>))]
[JsonSerializable(typeof(GuideQuestion))]
[JsonSerializable(typeof(GuideTone))]
[JsonSerializable(typeof(GuideSources))]
[JsonSerializable(typeof(GuideText))]
[JsonSerializable(typeof(GuideDone))]
[JsonSerializable(typeof(RagQueryRequest))]
[JsonSerializable(typeof(RagConvertRequest))]
[JsonSerializable(typeof(RagConvertReply))]
[JsonSerializable(typeof(RagCloseRequest))]
[JsonSerializable(typeof(RagCloseReply))]
[JsonSerializable(typeof(RagHistoryReply))]
[JsonSerializable(typeof(RagHealth))]
[JsonSerializable(typeof(RagInitReply))]
[JsonSerializable(typeof(RagWarmupReply))]
[JsonSerializable(typeof(RagError))]
[JsonSerializable(typeof(KioskView))]
[JsonSerializable(typeof(DocumentRequest))]
[JsonSerializable(typeof(DocumentView))]
[JsonSerializable(typeof(ItemList<DocumentView>))]
[JsonSerializable(typeof(ItemList<FoundPassage>))]
[JsonSerializable(typeof(DocumentChange))]
[JsonSerializable(typeof(ImportProgress))]
[JsonSerializable(typeof(ImportView))]
[JsonSerializable(typeof(ItemList<ImportView>))]
[JsonSerializable(typeof(FolderView))]
[JsonSerializable(typeof(IReadOnlyList<Citation>))]
[JsonSerializable(typeof(ConversationRequest))]
[JsonSerializable(typeof(ConversationView))]
[JsonSerializable(typeof(ItemList<ConversationView>))]
[JsonSerializable(typeof(MessageRequest))]
[JsonSerializable(typeof(MessageAccepted))]
[JsonSerializable(typeof(MessageView))]
[JsonSerializable(typeof(ItemList<MessageView>))]
[JsonSerializable(typeof(EmotionView))]
[JsonSerializable(typeof(MessageCreated))]
[JsonSerializable(typeof(EmotionUpdated))]
[JsonSerializable(typeof(MoodPointView))]
[JsonSerializable(typeof(ConversationMoodView))]
[JsonSerializable(typeof(ReplyStarted))]
[JsonSerializable(typeof(ReplyEnded))]
[JsonSerializable(typeof(ConversationChange))]
[JsonSerializable(typeof(ModelEndpointRequest))]
[JsonSerializable(typeof(ModelEndpointChange))]
[JsonSerializable(typeof(ModelEndpointView))]
[JsonSerializable(typeof(ItemList<ModelEndpointView>))]
[JsonSerializable(typeof(ModelTestRequest))]
[JsonSerializable(typeof(ModelTestResult))]
[JsonSerializable(typeof(ItemList<PersonaView>))]
[JsonSerializable(typeof(HealthReport))]
[JsonSerializable(typeof(ServiceHealth))]
public sealed partial class AttuneJson : JsonSerializerContext
{
    /// <summary>The form that goes over the wire: as <see cref="Default"/>, with UTF-8 left unescaped.</summary>
    public static AttuneJson Wire => field ??= new AttuneJson(new JsonSerializerOptions(Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
