using Attune.Learning.Statistics;

namespace Attune.Learning.Emotions;

/// <summary>What <see cref="EmotionMeasurement"/> found. Rates are fractions from 0 to 1.</summary>
/// <param name="DataName">The file measured on.</param>
/// <param name="DataSha256">SHA-256 of its bytes, lower-case hexadecimal.</param>
/// <param name="Count">Texts.</param>
/// <param name="Model">What the weights were made from.</param>
/// <param name="MacroF1Of28">Macro-F1 over the 28 labels.</param>
/// <param name="MacroF1Ekman">Macro-F1 over Ekman's six emotions and neutral.</param>
/// <param name="MacroF1Sentiment">Macro-F1 over positive, negative, ambiguous and neutral.</param>
/// <param name="CalibrationError">Mean over the 28 labels of the expected calibration error with ten bins.</param>
/// <param name="Times">How long it takes to read one text.</param>
/// <param name="IntervalOf28">95 % interval.</param>
/// <param name="IntervalEkman">95 % interval.</param>
/// <param name="IntervalSentiment">95 % interval.</param>
/// <param name="IntervalCalibrationError">95 % interval.</param>
/// <param name="Chips">What would be shown for single-label texts.</param>
public sealed record EmotionReport(
    string DataName,
    string DataSha256,
    int Count,
    Linear.ModelOrigin Model,
    double MacroF1Of28,
    double MacroF1Ekman,
    double MacroF1Sentiment,
    double CalibrationError,
    ReadingTimes Times,
    Interval IntervalOf28,
    Interval IntervalEkman,
    Interval IntervalSentiment,
    Interval IntervalCalibrationError,
    ChipCount Chips);

/// <summary>
/// What would be shown for the first ten texts, in file order, of each of the single labels joy, anger, sadness and fear.
/// </summary>
/// <param name="Texts">Texts looked at, at most 40.</param>
/// <param name="Shown">Of those, texts for which an emotion is shown.</param>
/// <param name="Right">Of those, texts whose shown Ekman group is the label's.</param>
public sealed record ChipCount(int Texts, int Shown, int Right);
