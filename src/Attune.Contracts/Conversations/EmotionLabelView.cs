namespace Attune.Contracts.Conversations;

/// <summary>One label that was read.</summary>
/// <param name="Label">One of the 28 labels of GoEmotions.</param>
/// <param name="Group">Its Ekman group: anger, disgust, fear, joy, sadness or surprise.</param>
/// <param name="Probability">Calibrated, 0 to 1.</param>
public sealed record EmotionLabelView(string Label, string Group, double Probability);
