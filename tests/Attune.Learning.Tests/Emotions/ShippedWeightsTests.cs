using Attune.Learning.Emotions;
using Attune.TestKit.Folders;

namespace Attune.Learning.Tests.Emotions;

/// <summary>The weights that ship with Attune, on sentences of our own and, where it is there, on GoEmotions.</summary>
public sealed class ShippedWeightsTests
{
    /// <summary>Names the folder that holds GoEmotions; without it the figures are not checked.</summary>
    private const string DataVariable = "ATTUNE_GOEMOTIONS";

    private static readonly EmotionClassifier Shipped = EmotionClassifier.LoadShipped();

    [Theory]
    [InlineData("I'm so happy, this is the best day ever!", "ekman:joy")]
    [InlineData("Thank you so much, I really appreciate it", "ekman:joy")]
    [InlineData("I hate you, you make me so angry", "ekman:anger")]
    [InlineData("I feel so sad and lonely since she died", "ekman:sadness")]
    [InlineData("I'm scared, this is terrifying", "ekman:fear")]
    [InlineData("Ew, that is disgusting", "ekman:disgust")]
    [InlineData("Wow, I did not expect that!", "ekman:surprise")]
    public void Plain_feelings_are_shown(string text, string expected) =>
        Assert.Equal(expected, Shipped.Read(text).Shown is >= 0 and var shown ? EmotionLabels.Names[shown] : "nothing");

    [Theory]
    [InlineData("")]
    [InlineData("The train leaves at nine from platform four.")]
    [InlineData("12345")]
    [InlineData("今天星期三")]
    public void Nothing_is_shown_without_evidence(string text) => Assert.Equal(-1, Shipped.Read(text).Shown);

    [Fact]
    public void They_say_what_they_were_made_from()
    {
        Assert.Contains("CC BY 4.0", Shipped.Origin.Attribution, StringComparison.Ordinal);
        Assert.Equal(43_410, Shipped.Origin.Examples);
        Assert.Equal(64, Shipped.Origin.DataSha256.Length);
    }

    [Fact]
    public async Task Many_threads_read_the_same()
    {
        var alone = Shipped.Read("I'm so happy for you").Probabilities;
        var together = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => Enumerable.Range(0, 50)
            .Select(_ => Shipped.Read("I'm so happy for you").Probabilities).Last())));
        Assert.All(together, probabilities => Assert.Equal(alone, probabilities));
    }

    [Fact]
    public void A_measurement_counts_its_texts_and_gives_an_interval_around_each_figure()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.At("labels.txt"), SmallCorpus.LabelLines);
        File.WriteAllText(folder.At("dev.tsv"), SmallCorpus.Tsv);
        var report = EmotionMeasurement.Run(folder.Path, Shipped, TimeProvider.System);
        Assert.Equal(("dev.tsv", SmallCorpus.Read().Sha256), (report.DataName, report.DataSha256));
        Assert.InRange(report.MacroF1Of28, report.IntervalOf28.Low, report.IntervalOf28.High);
        Assert.InRange(report.MacroF1Ekman, report.IntervalEkman.Low, report.IntervalEkman.High);
        Assert.InRange(report.MacroF1Sentiment, report.IntervalSentiment.Low, report.IntervalSentiment.High);
        Assert.InRange(report.Times.P99Ms, report.Times.MedianMs, report.Times.MostMs);
        Assert.True(report.Times.MedianMs > 0 && report.Times.WarmUp >= 2_000);

        // The corpus is easy: weights that know English feelings get most of its Ekman groups right.
        Assert.True(report.MacroF1Ekman > 0.6, $"{report.MacroF1Ekman}");
        Assert.InRange(report.Chips.Right, report.Chips.Shown * 3 / 4, report.Chips.Texts);
    }

    [Fact]
    public void On_GoEmotions_the_promised_figures_are_reached()
    {
        var folder = Environment.GetEnvironmentVariable(DataVariable);
        Assert.SkipUnless(Directory.Exists(folder), $"Set {DataVariable} to the folder of GoEmotions to check the figures.");
        var report = EmotionMeasurement.Run(folder!, Shipped, TimeProvider.System);
        Assert.True(report.MacroF1Of28 >= 0.36, $"28 labels {report.MacroF1Of28}");
        Assert.True(report.MacroF1Ekman >= 0.55, $"Ekman {report.MacroF1Ekman}");
        Assert.True(report.MacroF1Sentiment >= 0.64, $"sentiment {report.MacroF1Sentiment}");
        Assert.True(report.CalibrationError <= 0.02, $"ECE {report.CalibrationError}");
        Assert.True(report.Chips.Shown * 2 >= report.Chips.Texts, $"{report.Chips}");
        Assert.True(report.Chips.Right * 4 >= report.Chips.Shown * 3, $"{report.Chips}");
    }
}
