using Attune.Learning.Calibration;
using Attune.Learning.Statistics;

namespace Attune.Learning.Emotions;

/// <summary>Measures an emotion model on a split of GoEmotions that it was not trained on.</summary>
public static class EmotionMeasurement
{
    private const int Resamples = 1_000;
    private const int CalibrationResamples = 200;
    private const int ChipTextsPerLabel = 10;
    private static readonly string[] ChipLabels = ["joy", "anger", "sadness", "fear"];

    /// <summary>Reads <c>test.tsv</c> when it is in the folder, else <c>dev.tsv</c>, and measures.</summary>
    /// <param name="folder">The folder with the data.</param>
    /// <param name="classifier">What is measured.</param>
    /// <param name="clock">Measures the time of each text.</param>
    /// <exception cref="FileNotFoundException">The folder holds neither file, or no <c>labels.txt</c>.</exception>
    /// <exception cref="InvalidDataException">A file cannot be read.</exception>
    public static EmotionReport Run(string folder, EmotionClassifier classifier, TimeProvider clock) =>
        Run(GoEmotionsFiles.Read(folder, "test.tsv", "dev.tsv"), classifier, clock);

    /// <summary>Measures on these texts.</summary>
    public static EmotionReport Run(LabelledTexts texts, EmotionClassifier classifier, TimeProvider clock)
    {
        EmotionReading[] readings = [.. texts.Texts.Select(text => classifier.Read(text))];
        var times = ReadingTimes.Measure(texts.Texts, text => classifier.Read(text), clock);
        ulong[] predicted = [.. readings.Select(reading => reading.Decided)];
        ulong[] gold = [.. texts.Labels];
        int[] all = [.. Enumerable.Range(0, gold.Length)];
        double Labels(IReadOnlyList<int> of) => MacroF1.Of(predicted, gold, of, 0, EmotionLabels.Count);
        double Ekman(IReadOnlyList<int> of) => MacroF1.Of(predicted, gold, of, EmotionLabels.Count, EmotionLabels.EkmanCount);
        double Sentiment(IReadOnlyList<int> of) => MacroF1.Of(predicted, gold, of,
            EmotionLabels.Count + EmotionLabels.EkmanCount, EmotionLabels.SentimentCount);
        double Error(IReadOnlyList<int> of) => MeanCalibrationError(readings, gold, of);
        return new EmotionReport(texts.Name, texts.Sha256, gold.Length, classifier.Origin,
            Labels(all), Ekman(all), Sentiment(all), Error(all), times,
            Bootstrap.Of(gold.Length, Resamples, Labels), Bootstrap.Of(gold.Length, Resamples, Ekman),
            Bootstrap.Of(gold.Length, Resamples, Sentiment), Bootstrap.Of(gold.Length, CalibrationResamples, Error),
            CountChips(texts, readings));
    }

    private static double MeanCalibrationError(EmotionReading[] readings, ulong[] gold, IReadOnlyList<int> examples)
    {
        var sum = 0.0;
        for (var label = 0; label < EmotionLabels.Count; label++)
        {
            var error = new CalibrationError();
            for (var i = 0; i < examples.Count; i++)
                error.Add(readings[examples[i]].Probabilities[label], ((gold[examples[i]] >> label) & 1) != 0);
            sum += error.Value;
        }

        return sum / EmotionLabels.Count;
    }

    private static ChipCount CountChips(LabelledTexts texts, EmotionReading[] readings)
    {
        var (looked, shown, right) = (0, 0, 0);
        foreach (var name in ChipLabels)
        {
            var only = EmotionLabels.WithGroups(1ul << EmotionLabels.IndexOf(name));
            var group = EmotionLabels.IndexOf($"ekman:{name}");
            foreach (var i in Enumerable.Range(0, readings.Length).Where(i => texts.Labels[i] == only).Take(ChipTextsPerLabel))
            {
                looked++;
                shown += readings[i].Shown >= 0 ? 1 : 0;
                right += readings[i].Shown == group ? 1 : 0;
            }
        }

        return new ChipCount(looked, shown, right);
    }
}
