namespace Attune.Contracts.Conversations;

/// <summary>A word that speaks for what was read.</summary>
/// <param name="Start">First UTF-16 unit of the word in the message's text.</param>
/// <param name="Length">Its length in UTF-16 units.</param>
public sealed record EmotionEvidenceView(int Start, int Length);
