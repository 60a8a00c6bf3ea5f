namespace Attune.Server.Verbs.Simulate.Checking;

/// <summary>An AI stream: what its producer wrote and what its viewers ended with.</summary>
/// <param name="Stream">Its id.</param>
/// <param name="Topic">The topic that gets its finishing event, null for none.</param>
/// <param name="Written">The bytes that the producer meant.</param>
/// <param name="Views">One per viewer.</param>
internal sealed record StreamHistory(
    string Stream, string? Topic, ReadOnlyMemory<byte> Written, IReadOnlyList<StreamCopy> Views);
