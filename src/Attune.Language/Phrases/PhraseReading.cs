namespace Attune.Language.Phrases;

/// <summary>What a grammar finds in a text.</summary>
/// <param name="Tokens">All tokens in order; the first and the last end sentences.</param>
/// <param name="Matches">All matches in the order in which they end; of several with the same start the longest.</param>
public sealed record PhraseReading(IReadOnlyList<PhraseToken> Tokens, IReadOnlyList<PhraseMatch> Matches);
