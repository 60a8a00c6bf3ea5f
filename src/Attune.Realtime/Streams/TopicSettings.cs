namespace Attune.Realtime.Streams;

/// <summary>How a topic is kept.</summary>
/// <param name="Domain">The counter that numbers it.</param>
/// <param name="Durability">What an acknowledged publish survives.</param>
/// <param name="Retention">How much of it can be replayed.</param>
internal sealed record TopicSettings(string Domain, Durability Durability, Retention Retention);
