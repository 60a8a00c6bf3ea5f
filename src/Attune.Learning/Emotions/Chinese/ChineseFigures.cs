using Attune.Learning.Statistics;

namespace Attune.Learning.Emotions.Chinese;

/// <summary>What <see cref="ChineseMeasurement"/> found. Rates are fractions from 0 to 1.</summary>
/// <param name="Count">Sentences.</param>
/// <param name="MacroF1Of28">Macro-F1 over the 28 labels.</param>
/// <param name="MacroF1Ekman">Macro-F1 over Ekman's six emotions and neutral.</param>
/// <param name="MacroF1Sentiment">Macro-F1 over positive, negative, ambiguous and neutral.</param>
/// <param name="CalibrationError">Expected calibration error over the Ekman groups together, with ten bins.</param>
/// <param name="Shown">Sentences for which an Ekman emotion is shown.</param>
/// <param name="Right">Of those, sentences that have it.</param>
/// <param name="Times">How long it takes to read one sentence.</param>
/// <param name="IntervalOf28">95 % interval.</param>
/// <param name="IntervalEkman">95 % interval.</param>
/// <param name="IntervalSentiment">95 % interval.</param>
public sealed record ChineseFigures(
    int Count,
    double MacroF1Of28,
    double MacroF1Ekman,
    double MacroF1Sentiment,
    double CalibrationError,
    int Shown,
    int Right,
    ReadingTimes Times,
    Interval IntervalOf28,
    Interval IntervalEkman,
    Interval IntervalSentiment);
