using Attune.Foundation.Access.Tokens;
using Attune.Foundation.Modules;
using Attune.Realtime.Access;
using Attune.Realtime.Admission;
using Attune.Realtime.AiStreams;
using Attune.Realtime.Announcements;
using Attune.Realtime.Delivery;
using Attune.Realtime.Outbox;
using Attune.Realtime.Presence;
using Attune.Realtime.Sessions;
using Attune.Realtime.Settings;
using Attune.Realtime.StreamEngines.Embedded;
using Attune.Realtime.StreamEngines.Embedded.Log;
using Attune.Realtime.Streams;
using Attune.Realtime.Telemetry;
using Attune.Realtime.Transports.AiFeeds;
using Attune.Realtime.Transports.Http;
using Attune.Realtime.Transports.Sockets;
using Attune.Realtime.Transports.WebSockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Attune.Realtime;

/// <summary>The doors of the stream core.</summary>
public static class RealtimeModule
{
    private const int MaxShards = 16;

    public static AttuneModule Doors { get; } = new("realtime", Register, RealtimeEndpoints.Map);

    /// <summary>How many shards deliver: the setting, or one for each processor.</summary>
    internal static int ShardCount(RealtimeOptions options) =>
        options.Shards > 0 ? options.Shards : Math.Min(Environment.ProcessorCount, MaxShards);

    private static void Register(ModuleRegistration module)
    {
        module.AddSettings<RealtimeOptions, RealtimeOptionsValidator>("Realtime",
            static (section, options) => section.Bind(options));
        // Foundation is no module: its settings come in by the module whose connections obey them.
        module.AddSettings<AccessOptions, AccessOptionsValidator>("Access", static (section, options) => section.Bind(options));
        module.AddReadinessCheck<LogReadiness>();
        module.AddReadinessCheck<DrainReadiness>();
        module.AddBackupPart<StreamBackup>();
        module.AddMeter(RealtimeMeters.Name);
        module.AddConsoleEntry(new ConsoleEntry("live", 4));
        module.AddEventTypes(
            new EventType("redacted", "*", "The payload of an earlier event was erased; `data.id` names it."),
            new EventType("announcement.published", "system/announcements",
                "Something that everyone in the organisation should see; of a group it stands in `group:` and its name."),
            new EventType("stream.completed", "*",
                "An AI stream was finished; `data` holds stream, state, length and, if short, parts."),
            new EventType("stream.cancelled", "*", "An AI stream was stopped on request."),
            new EventType("stream.failed", "*", "An AI stream could not be finished."));
        var services = module.Services;
        services.TryAddSingleton<ILogFiles, DiskLogFiles>();
        services.AddSingleton<RealtimeLog>();
        services.AddSingleton<TopicRules>();
        services.AddSingleton<IStreamEngine, EmbeddedStreamEngine>();
        services.AddSingleton<IAiStreams, AiStreamService>();
        services.AddSingleton<ITopicErasure, TopicErasure>();
        services.AddSingleton<ResumeTokens>();
        services.AddSingleton<AdmissionControl>();
        services.AddSingleton<PresenceDesk>();
        services.AddSingleton<SessionServices>();
        services.AddSingleton<LiveAccess>();
        services.AddSingleton<AccessOperator>();
        services.AddSingleton<PublishAnnouncement>();
        services.AddSingleton<ISubscriptionWatcher, SubscriptionLedger>();
        services.AddSingleton<DeliveryInstruments>();
        services.AddSingleton<DeliveryHub>();
        services.AddSingleton<WebSocketConversation>();
        services.AddSingleton<DrainControl>();
        services.AddSingleton<ConnectionControl>();
        services.AddSingleton<StopAiStream>();
        services.AddSingleton<WebSocketEndpoint>();
        services.AddSingleton<StreamHost>();
        services.AddSingleton<IConnectionListenerFactory, SocketDoor>();
        services.AddSingleton<HeldRequests>();
        services.AddSingleton<RealtimeStatistics>();
        services.AddSingleton<RealtimeInspector>();
        services.AddHostedService<DeliveryClock>();
        services.AddHostedService(provider => provider.GetRequiredService<LiveAccess>());
        services.AddHostedService<PresenceClock>();
        services.AddHostedService<RealtimeMeters>();
        services.AddHostedService<OutboxRelay>();
    }
}
