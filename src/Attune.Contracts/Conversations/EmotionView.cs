using System.Text.Json.Serialization;

namespace Attune.Contracts.Conversations;

/// <summary>What a text's words say about feelings: an estimate, not a fact about a person.</summary>
/// <param name="Labels">Labels above their threshold, most probable first; empty when the evidence is not enough.</param>
/// <param name="Shown">The coarse group to show; null when there is none.</param>
/// <param name="Status">
/// <c>read</c> or <c>not_enough_evidence</c>; <c>not_read_in_chinese</c> for messages from before Chinese was read.
/// </param>
/// <param name="Method">
/// <c>linear</c>: by trained weights (English). <c>rules</c>: by words and rules (Traditional Chinese), which is weaker.
/// </param>
/// <param name="Evidence">The words that speak most for the shown group, strongest first, at most five.</param>
/// <param name="Affect">Valence, arousal and dominance.</param>
public sealed record EmotionView(
    IReadOnlyList<EmotionLabelView> Labels,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] EmotionGroupView? Shown,
    string Status,
    string? Method = null,
    IReadOnlyList<EmotionEvidenceView>? Evidence = null,
    AffectView? Affect = null);
