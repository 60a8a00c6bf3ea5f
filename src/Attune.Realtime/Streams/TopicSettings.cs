using Attune.Realtime.Presence;

namespace Attune.Realtime.Streams;

/// <summary>How a topic is kept.</summary>
/// <param name="Domain">The counter that numbers it.</param>
/// <param name="Durability">What an acknowledged publish survives.</param>
/// <param name="Retention">How much of it can be replayed.</param>
/// <param name="SlowReaders">What happens to readers that are behind.</param>
/// <param name="SlowAfterBytes">Unread bytes from which on a reader is behind.</param>
/// <param name="Presence">What it tells about who follows it.</param>
internal sealed record TopicSettings(
    string Domain, Durability Durability, Retention Retention, SlowReaderPolicy SlowReaders = SlowReaderPolicy.Catchup,
    long SlowAfterBytes = long.MaxValue, PresenceMode Presence = PresenceMode.Off);
