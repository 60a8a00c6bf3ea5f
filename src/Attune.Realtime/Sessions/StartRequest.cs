namespace Attune.Realtime.Sessions;

/// <summary>Where a client wants to go on.</summary>
/// <param name="LastSeq">The newest event it has seen, 0 for everything that is kept; null for live only.</param>
/// <param name="LastSeqByService">The same for each topic; null for none.</param>
/// <param name="Generation">The incarnation that the numbers belong to; null for the newest.</param>
/// <param name="Resume">A resume token, instead of the three above; null for none.</param>
internal readonly record struct StartRequest(
    long? LastSeq, IReadOnlyDictionary<string, long>? LastSeqByService, string? Generation, ResumePosition? Resume);
