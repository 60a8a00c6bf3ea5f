namespace Attune.Companion.Replies;

/// <summary>What a visitor wished, as it outlives a crash. How the visitor looks is not in it: that is never stored.</summary>
/// <param name="SittingId">The sitting; empty for a question of its own.</param>
/// <param name="Tone">The visitor's own choice, by its name on the wire; null for none.</param>
/// <param name="Age">The stated age band, by its name; null for none.</param>
/// <param name="UseDescription">False when the visitor does not want to be described.</param>
internal sealed record StoredVisit(string SittingId, string? Tone, string? Age, bool UseDescription);
