namespace Attune.Realtime.Streams;

/// <summary>Where an event stands in the log.</summary>
/// <param name="Seq">Its number within the domain, from 1.</param>
/// <param name="Generation">The incarnation of the log.</param>
/// <param name="Id">Its id, given or made.</param>
internal readonly record struct Receipt(long Seq, string Generation, string Id);
