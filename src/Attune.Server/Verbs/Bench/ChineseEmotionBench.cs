using System.Globalization;
using Attune.Learning.Emotions.Chinese;
using Attune.Learning.Statistics;

namespace Attune.Server.Verbs.Bench;

/// <summary>How well the lexicon and rules read emotions in Traditional Chinese, on our own gold set.</summary>
internal static class ChineseEmotionBench
{
    private const string Resource = "Bench/emotion-zh-Hant.tsv";

    /// <param name="file">A gold set in the same form; null for the one that ships.</param>
    public static BenchReport Run(string? file)
    {
        var gold = ChineseGold.Parse(file is null ? Shipped() : File.ReadAllBytes(file));
        var classifier = new ChineseEmotionClassifier();
        ChineseFigures Of(Func<GoldSentence, bool> chosen) =>
            ChineseMeasurement.Run([.. gold.Sentences.Where(chosen)], classifier, TimeProvider.System);
        var (kept, open) = (Of(sentence => sentence.IsKept), Of(sentence => !sentence.IsKept));
        var hard = Of(sentence => sentence is { IsKept: true, IsHard: true });
        var table = string.Create(CultureInfo.InvariantCulture, $"""
            data      own gold set, written for this project, by the authors of the rules  sha256 {gold.Sha256}
            method    rules: {classifier.KnownWords} words and phrases; weaker than the trained reading of English
            {Write("kept half", kept)}
            {Write("open half", open)}
            {Write("kept, hard", hard)}
            """);
        return new BenchReport("emotion-zh", new BenchData("own gold set", gold.Sha256, gold.Sentences.Count), table,
            [
                new BenchMetric("macroF1_28", kept.MacroF1Of28, kept.IntervalOf28),
                new BenchMetric("macroF1_ekman", kept.MacroF1Ekman, kept.IntervalEkman),
                new BenchMetric("macroF1_sentiment", kept.MacroF1Sentiment, kept.IntervalSentiment),
                new BenchMetric("ece", kept.CalibrationError),
                new BenchMetric("shown", kept.Shown),
                new BenchMetric("shownRight", kept.Right),
                new BenchMetric("p99Ms", kept.Times.P99Ms),
                new BenchMetric("openMacroF1_ekman", open.MacroF1Ekman, open.IntervalEkman),
                new BenchMetric("hardMacroF1_ekman", hard.MacroF1Ekman, hard.IntervalEkman),
            ]);
    }

    private static string Write(string name, ChineseFigures figures) => string.Create(CultureInfo.InvariantCulture, $"""
        {name,-10}n {figures.Count}  28 labels {Write(figures.MacroF1Of28, figures.IntervalOf28)}
                  Ekman {Write(figures.MacroF1Ekman, figures.IntervalEkman)}
                  sentiment {Write(figures.MacroF1Sentiment, figures.IntervalSentiment)}
                  ECE of Ekman {figures.CalibrationError:F4}
                  {figures.Times}
                  Ekman shown for {figures.Shown}, right for {figures.Right}
        """);

    private static string Write(double value, Interval interval) =>
        string.Create(CultureInfo.InvariantCulture, $"{value:F4}  95 % [{interval.Low:F4}, {interval.High:F4}]");

    private static byte[] Shipped()
    {
        using var stream = typeof(ChineseEmotionBench).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidDataException($"The program holds no {Resource}.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
