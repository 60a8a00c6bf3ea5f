using Attune.Companion.Conversations;
using Attune.Companion.Conversations.Erasing;
using Attune.Companion.Conversations.Messages;
using Attune.Companion.Conversations.Models;
using Attune.Companion.Crisis;
using Attune.Companion.Guide;
using Attune.Companion.Guide.Asking;
using Attune.Companion.Guide.CrossOrigin;
using Attune.Companion.Guide.Describing;
using Attune.Companion.Guide.Drafts;
using Attune.Companion.Guide.Kiosk;
using Attune.Companion.Guide.Limits;
using Attune.Companion.Guide.RagApi;
using Attune.Companion.Guide.Visits;
using Attune.Companion.Personas;
using Attune.Companion.Replies;
using Attune.Companion.Replies.Writing;
using Attune.Companion.Retrieval;
using Attune.Companion.Retrieval.Vectors;
using Attune.Companion.Storage;
using Attune.Companion.Tones;
using Attune.Foundation.Modules;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Attune.Companion;

/// <summary>The doors of the companion: knowledge and the guide that answers from it.</summary>
public static class CompanionModule
{
    private const int TalkPlace = 5;
    private const int GuidePlace = 10;
    private const int KnowledgePlace = 20;

    public static AttuneModule Doors { get; } = new("companion", Register, Map);

    private static void Register(ModuleRegistration module)
    {
        module.AddSettings<KnowledgeOptions, KnowledgeOptionsValidator>(
            "Knowledge", static (section, options) => section.Bind(options));
        module.AddSettings<GuideOptions, GuideOptionsValidator>("Guide", static (section, options) => section.Bind(options));
        module.AddSettings<KioskOptions, KioskOptionsValidator>("Kiosk", static (section, options) => section.Bind(options));
        module.AddSettings<ConversationOptions, ConversationOptionsValidator>(
            "Conversations", static (section, options) => section.Bind(options));
        module.AddSettings<CrisisOptions, CrisisOptionsValidator>(
            "Crisis", static (section, options) => section.Bind(options));
        module.AddMigrations(typeof(CompanionModule).Assembly);
        module.AddEventTypes(ConversationEvents.Types);
        module.AddTopicPatterns(ConversationEvents.Topics);
        module.AddReadinessCheck<KnowledgeReadiness>();
        module.AddMeter(ReplyMeter.Name);
        module.AddPersonalData<CompanionPersonalData>();
        module.AddBackupPart<CompanionBackup>();
        module.AddConsoleEntry(new ConsoleEntry("talk", TalkPlace));
        module.AddConsoleEntry(new ConsoleEntry("guide", GuidePlace));
        module.AddConsoleEntry(new ConsoleEntry("knowledge", KnowledgePlace));
        AddRetrieval(module.Services);
        AddGuide(module.Services);
        AddVisits(module.Services);
        AddReplies(module.Services);
        AddConversations(module.Services);
    }

    private static void AddRetrieval(IServiceCollection services)
    {
        services.AddSingleton<DocumentTable>();
        services.AddSingleton<BuiltInDocuments>();
        services.AddSingleton<KnowledgeIndexes>();
        services.AddSingleton<VectorStores>();
        services.AddSingleton<EmbedDocuments>();
        services.AddSingleton<FindPassages>();
        services.AddHostedService<VectorWorker>();
        services.AddSingleton<AddDocument>();
        services.AddSingleton<ListDocuments>();
        services.AddSingleton<ReadDocument>();
        services.AddSingleton<DeleteDocument>();
        services.AddSingleton<SearchDocuments>();
        services.AddHostedService<KnowledgeLoader>();
    }

    private static void AddGuide(IServiceCollection services)
    {
        services.AddSingleton<FoundAnswers>();
        services.AddSingleton<AnswerFromDocuments>();
        services.AddSingleton<AskQuestion>();
        services.AddSingleton<ReadReply>();
        services.AddSingleton<ListReplies>();
    }

    private static void AddVisits(IServiceCollection services)
    {
        services.AddSingleton<GuideMeter>();
        services.AddSingleton<GuideLimits>();
        services.AddSingleton<GuideCors>();
        services.AddSingleton<DescriberClient>();
        services.AddSingleton<DescriptionCache>();
        services.AddSingleton<Descriptions>();
        services.AddSingleton<VisitorModel>();
        services.AddSingleton<FindDraft>();
        services.AddSingleton<ToneVoice>();
        services.AddSingleton<RewriteByModel>();
        services.AddSingleton<Sittings>();
        services.AddSingleton<VisitorQuestions>();
        services.AddSingleton<AnswerVisitor>();
        services.AddSingleton<VisitorReplies>();
        services.AddSingleton<AskAsVisitor>();
        services.AddSingleton<AskEndpoint>();
        services.AddSingleton<RagQuery>();
        services.AddSingleton<RagConvert>();
        services.AddSingleton<RagSessions>();
        services.AddSingleton<RagOperations>();
    }

    private static void AddReplies(IServiceCollection services)
    {
        services.AddSingleton<DeletedTraces>();
        services.AddSingleton<ReplyTable>();
        services.AddSingleton<ReplyMeter>();
        services.AddSingleton<ReplySettlement>();
        services.AddSingleton<ReplyStops>();
        services.AddSingleton<CrisisRule>();
        services.AddSingleton<AnswerCrisis>();
        services.AddHostedService<CrisisRuleStart>();
        services.AddSingleton<ComposeReply>();
        services.AddSingleton<ReplyWriter>();
        services.AddSingleton<ReplyWorker>();
        services.AddHostedService(provider => provider.GetRequiredService<ReplyWorker>());
        services.AddSingleton<BeginReply>();
        services.AddSingleton<StopReply>();
        services.AddSingleton<EraseReplies>();
    }

    private static void AddConversations(IServiceCollection services)
    {
        services.AddSingleton<ConversationsDatabase>();
        services.AddSingleton<ConversationTurns>();
        services.AddSingleton<EmotionReader>();
        services.AddSingleton<AnswerByRules>();
        services.AddSingleton<ModelAnswer>();
        services.AddSingleton<WriteModelReply>();
        services.AddSingleton<ModelReplies>();
        services.AddSingleton<OpenConversation>();
        services.AddSingleton<ListConversations>();
        services.AddSingleton<ReadConversation>();
        services.AddSingleton<PostMessage>();
        services.AddSingleton<ListMessages>();
        services.AddSingleton<RetryReply>();
        services.AddSingleton<StopConversationReply>();
        services.AddSingleton<EraseConversation>();
        services.AddSingleton<DeleteConversation>();
        services.AddSingleton<FinishErasing>();
        services.AddHostedService(provider => provider.GetRequiredService<FinishErasing>());
        services.AddSingleton<PersonalConversations>();
    }

    private static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapKnowledge();
        routes.MapGuide();
        routes.MapRagApi();
        routes.MapKiosk();
        routes.MapPersonas();
        routes.MapConversations();
    }
}
