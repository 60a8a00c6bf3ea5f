namespace Attune.Contracts.Conversations;

/// <summary>An Ekman group that is worth showing.</summary>
/// <param name="Group">anger, disgust, fear, joy, sadness or surprise.</param>
/// <param name="Probability">Calibrated, 0 to 1.</param>
public sealed record EmotionGroupView(string Group, double Probability);
