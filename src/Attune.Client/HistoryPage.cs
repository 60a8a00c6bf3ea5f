namespace Attune.Client;

/// <summary>A page of a topic's log.</summary>
/// <param name="Events">Its events, oldest first.</param>
/// <param name="More">True when later ones follow.</param>
/// <param name="Next">The <c>after</c> of the following page.</param>
/// <param name="TrimmedThrough">The last number that cannot be read any more; 0 for none.</param>
public sealed record HistoryPage(IReadOnlyList<TopicEvent> Events, bool More, long Next, long TrimmedThrough);
