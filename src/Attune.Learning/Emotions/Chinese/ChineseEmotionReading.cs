namespace Attune.Learning.Emotions.Chinese;

/// <summary>What a Chinese text says about feelings.</summary>
/// <param name="Reading">The probabilities, as for English.</param>
/// <param name="Evidence">The words that say it, strongest first; their share is a strength from 0 to 1.</param>
public sealed record ChineseEmotionReading(EmotionReading Reading, IReadOnlyList<WordShare> Evidence);
