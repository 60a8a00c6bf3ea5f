using Attune.Realtime.Streams;

namespace Attune.Realtime.Subscriptions;

/// <summary>A topic to follow.</summary>
/// <param name="Topic">Which.</param>
/// <param name="After">Everything after this seq; null means from now on.</param>
/// <param name="Generation">The incarnation that the seq belongs to; null means the newest.</param>
internal sealed record SubscribeTarget(Topic Topic, long? After, string? Generation);
