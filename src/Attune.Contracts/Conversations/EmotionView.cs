using System.Text.Json.Serialization;

namespace Attune.Contracts.Conversations;

/// <summary>What a text's words say about feelings: an estimate, not a fact about a person.</summary>
/// <param name="Labels">Labels above their threshold, most probable first; empty when the evidence is not enough.</param>
/// <param name="Shown">The coarse group to show; null when there is none.</param>
/// <param name="Status"><c>read</c>, <c>not_enough_evidence</c> or <c>not_read_in_chinese</c>.</param>
public sealed record EmotionView(
    IReadOnlyList<EmotionLabelView> Labels,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] EmotionGroupView? Shown,
    string Status);
