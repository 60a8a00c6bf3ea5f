using Attune.Learning.Calibration;
using Attune.Learning.Statistics;

namespace Attune.Learning.Emotions.Chinese;

/// <summary>Measures the Chinese reading on one half of a gold set, or on its hard sentences.</summary>
public static class ChineseMeasurement
{
    private const int Resamples = 1_000;

    /// <summary>Measures.</summary>
    /// <param name="sentences">At least one.</param>
    /// <param name="classifier">What is measured.</param>
    /// <param name="clock">Measures the time of each text.</param>
    public static ChineseFigures Run(
        IReadOnlyList<GoldSentence> sentences, ChineseEmotionClassifier classifier, TimeProvider clock)
    {
        var predicted = new ulong[sentences.Count];
        ulong[] gold = [.. sentences.Select(sentence => sentence.Labels)];
        var (error, shown, right) = (new CalibrationError(), 0, 0);
        for (var i = 0; i < predicted.Length; i++)
        {
            var reading = classifier.Read(sentences[i].Text).Reading;
            predicted[i] = reading.Decided;
            shown += reading.Shown >= 0 ? 1 : 0;
            right += reading.Shown >= 0 && ((gold[i] >> reading.Shown) & 1) != 0 ? 1 : 0;
            for (var group = EmotionLabels.Count; group < EmotionLabels.Count + EmotionLabels.EkmanCount; group++)
                error.Add(reading.Probabilities[group], ((gold[i] >> group) & 1) != 0);
        }

        var times = ReadingTimes.Measure(
            [.. sentences.Select(sentence => sentence.Text)], text => classifier.Read(text), clock);
        const int Sentiments = EmotionLabels.Count + EmotionLabels.EkmanCount;
        double Labels(IReadOnlyList<int> of) => MacroF1.Of(predicted, gold, of, 0, EmotionLabels.Count);
        double Ekman(IReadOnlyList<int> of) => MacroF1.Of(predicted, gold, of, EmotionLabels.Count, EmotionLabels.EkmanCount);
        double Sentiment(IReadOnlyList<int> of) => MacroF1.Of(predicted, gold, of, Sentiments, EmotionLabels.SentimentCount);
        int[] all = [.. Enumerable.Range(0, gold.Length)];
        return new ChineseFigures(gold.Length, Labels(all), Ekman(all), Sentiment(all), error.Value, shown, right,
            times, Bootstrap.Of(gold.Length, Resamples, Labels),
            Bootstrap.Of(gold.Length, Resamples, Ekman), Bootstrap.Of(gold.Length, Resamples, Sentiment));
    }
}
