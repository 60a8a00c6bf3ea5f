namespace Attune.Contracts.Realtime;

/// <summary>An AI stream as the inspector shows it.</summary>
/// <param name="Stream">Its id.</param>
/// <param name="Topic">The topic that gets its finishing event, if any.</param>
/// <param name="State"><c>open</c>, <c>complete</c>, <c>cancelled</c>, <c>failed</c> or <c>orphaned</c>.</param>
/// <param name="Length">Bytes of each part.</param>
/// <param name="Viewers">Connections that watch it on this node.</param>
/// <param name="StartedAt">When its first append came (UTC).</param>
public sealed record AiStreamView(
    string Stream,
    string? Topic,
    string State,
    IReadOnlyDictionary<string, long> Length,
    int Viewers,
    DateTimeOffset StartedAt);
