using Attune.Learning.Emotions;
using Attune.Learning.Statistics;

namespace Attune.Learning.Affect;

/// <summary>Measures the reading of valence, arousal and dominance on a split that it was not trained on.</summary>
public static class AffectMeasurement
{
    private const int Resamples = 1_000;

    /// <summary>Measures, time included: reading the emotions and the point of each text.</summary>
    public static AffectReport Run(AffectTexts texts, AffectModel model, EmotionClassifier emotions, TimeProvider clock)
    {
        AffectPoint[] said = [.. texts.Texts.Select(text => model.Read(text, emotions.Describe(text)))];
        var times = ReadingTimes.Measure(texts.Texts, text => model.Read(text, emotions.Describe(text)), clock);
        int[] all = [.. Enumerable.Range(0, said.Length)];
        var (correlations, intervals) = (new double[AffectPoint.Dimensions], new Interval[AffectPoint.Dimensions]);
        for (var dimension = 0; dimension < AffectPoint.Dimensions; dimension++)
        {
            double[] read = [.. said.Select(point => point[dimension])];
            double[] felt = [.. texts.Ratings.Select(point => point[dimension])];
            correlations[dimension] = Correlation.Of(read, felt, all);
            intervals[dimension] = Bootstrap.Of(said.Length, Resamples, of => Correlation.Of(read, felt, of));
        }

        return new AffectReport(texts.Name, texts.Sha256, said.Length, model.Origin, correlations, intervals,
            times);
    }
}
