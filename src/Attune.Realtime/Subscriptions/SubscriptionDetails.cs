using Attune.Realtime.Streams;

namespace Attune.Realtime.Subscriptions;

/// <summary>What only some subscriptions need: a filter, a replay, a policy for slow readers.</summary>
internal sealed class SubscriptionDetails
{
    public string? Scope { get; init; }

    public ReaderLag? Lag { get; init; }

    public long LiveFrom { get; set; }

    public IReadOnlyList<EventFrame>? Page { get; set; }

    /// <summary>The details of a new subscription; null when it needs none.</summary>
    public static SubscriptionDetails? For(Topic topic, string? scope)
    {
        var lets = topic.Settings.SlowReaders == SlowReaderPolicy.Catchup;
        return lets && scope is null
            ? null
            : new SubscriptionDetails { Scope = scope, Lag = lets ? null : new ReaderLag(topic) };
    }
}
