using System.Text.Json;

namespace Attune.Client;

/// <summary>Where a reader is in a topic. Keep it with what was made of the event to go on from there later.</summary>
/// <param name="Seq">The last event seen; 0 is before everything that is kept.</param>
/// <param name="Generation">The incarnation of the log that the number belongs to; null means the newest.</param>
public readonly record struct TopicPosition(long Seq, string? Generation = null);

/// <summary>What a subscription yields: an event, or word of events that it cannot yield.</summary>
/// <param name="Topic">Which topic.</param>
/// <param name="Position">Where the reader is after it.</param>
public abstract record TopicNews(string Topic, TopicPosition Position);

/// <summary>One event. Each comes once and in the order of its topic.</summary>
/// <param name="Topic">Which topic.</param>
/// <param name="Position">Its number and generation.</param>
/// <param name="Id">The id given when it was published.</param>
/// <param name="Type">The kind of event.</param>
/// <param name="At">When it was published (UTC).</param>
/// <param name="Data">What was published; null of JSON when it was redacted.</param>
/// <param name="Key">What conflation compares; null for none.</param>
/// <param name="Scope">What filters compare; null for none.</param>
/// <param name="CorrelationId">Of the publish; null for none.</param>
/// <param name="Redacted">True when its content was erased.</param>
public sealed record TopicEvent(
    string Topic, TopicPosition Position, string Id, string Type, DateTimeOffset At, JsonElement Data,
    string? Key, string? Scope, string? CorrelationId, bool Redacted) : TopicNews(Topic, Position);

/// <summary>Events that cannot come any more. Load the state another way and go on.</summary>
/// <param name="Topic">Which topic.</param>
/// <param name="Position">Where it goes on.</param>
/// <param name="From">First number of the range.</param>
/// <param name="To">Last number of the range.</param>
/// <param name="Missed">Events of the topic in it, when the server knows.</param>
/// <param name="Reason"><c>trimmed</c>, <c>dropped</c>, <c>conflated</c>, or <c>unexplained</c> for a hole that stayed.</param>
public sealed record TopicGap(
    string Topic, TopicPosition Position, long From, long To, long? Missed, string Reason) : TopicNews(Topic, Position);

/// <summary>The server lost its newest events: forget what was made of those after <c>Position.Seq</c>.</summary>
/// <param name="Topic">Which topic.</param>
/// <param name="Position">The last event that both sides have, in the new generation.</param>
public sealed record TopicRewind(string Topic, TopicPosition Position) : TopicNews(Topic, Position);
