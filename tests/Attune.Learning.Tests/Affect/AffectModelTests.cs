using Attune.Learning.Affect;
using Attune.Learning.Emotions;
using Attune.Learning.Tensors;

namespace Attune.Learning.Tests.Affect;

/// <summary>Training on twenty sentences of our own, and the weights that ship.</summary>
public sealed class AffectModelTests
{
    /// <summary>Names the folder that holds EmoBank; without it the figures are not checked.</summary>
    private const string DataVariable = "ATTUNE_EMOBANK";

    private static readonly EmotionClassifier Emotions = EmotionClassifier.LoadShipped();

    private static readonly AffectTexts Texts = new("small", new string('a', 64),
        [.. Enumerable.Range(0, 20).Select(i => i % 2 == 0 ? $"a wonderful day number {i}" : $"a terrible night number {i}")],
        [.. Enumerable.Range(0, 20).Select(i => new AffectPoint(i % 2 == 0 ? 0.6 : -0.6, i % 2 == 0 ? 0.1 : 0.4, 0))]);

    private static readonly AffectModel Small = Train();

    [Fact]
    public void What_was_learned_is_known_again()
    {
        var good = Small.Read("what a wonderful day", Emotions.Describe("what a wonderful day"));
        var bad = Small.Read("what a terrible night", Emotions.Describe("what a terrible night"));
        Assert.True(good.Valence > 0.2 && bad.Valence < -0.2, $"{good.Valence} and {bad.Valence}");
        Assert.True(bad.Arousal > good.Arousal);
    }

    [Fact]
    public void The_same_texts_give_the_same_bytes_and_a_file_gives_back_the_same_readings()
    {
        var bytes = AffectModelFile.Write(Small);
        Assert.Equal(bytes, AffectModelFile.Write(Train()));
        var read = AffectModelFile.Read(bytes);
        Assert.Equal(bytes, AffectModelFile.Write(read));
        var odds = Emotions.Describe("a terrible day");
        Assert.Equal(Small.Read("a terrible day", odds), read.Read("a terrible day", odds));
    }

    [Fact]
    public void A_file_of_something_else_is_refused()
    {
        var file = TensorFile.Read(AffectModelFile.Write(Small));
        foreach (var tensor in file.Tensors)
        {
            var without = (file with { Tensors = [.. file.Tensors.Where(other => other != tensor)] }).Write();
            Assert.Throws<InvalidDataException>(() => AffectModelFile.Read(without));
        }

        var renamed = (file with { Notes = new Dictionary<string, string>(file.Notes) { ["format"] = "other" } }).Write();
        Assert.Throws<InvalidDataException>(() => AffectModelFile.Read(renamed));
    }

    [Fact]
    public void The_shipped_weights_are_under_the_licence_of_their_data()
    {
        var shipped = AffectModel.LoadShipped();
        Assert.Contains("CC BY-SA 4.0", shipped.Origin.Attribution, StringComparison.Ordinal);
        Assert.Equal(8_062, shipped.Origin.Examples);
    }

    [Fact]
    public void The_shipped_weights_know_pleasant_from_unpleasant_and_calm_from_stirred()
    {
        var shipped = AffectModel.LoadShipped();
        AffectPoint Of(string text) => shipped.Read(text, Emotions.Describe(text));
        Assert.True(Of("We had a lovely, happy evening with friends.").Valence > Of("He died in terrible pain.").Valence + 0.2);
        Assert.True(Of("Run! He has a gun, I'm terrified!!!").Arousal > Of("The paper lies on the table.").Arousal + 0.05);
    }

    [Fact]
    public void Anchor_points_place_labels_where_they_belong()
    {
        AffectPoint Of(string label) => AffectAnchors.Of(EmotionLabels.IndexOf(label));
        Assert.True(Of("joy").Valence > Of("relief").Valence && Of("relief").Valence > Of("sadness").Valence);
        Assert.True(Of("excitement").Arousal > Of("joy").Arousal && Of("relief").Arousal < 0);
        Assert.True(Of("pride").Dominance > Of("fear").Dominance);
        var probabilities = new float[EmotionLabels.OutputCount];
        Assert.Equal(default, AffectAnchors.Mean(probabilities));
        probabilities[EmotionLabels.IndexOf("fear")] = 0.5f;
        Assert.Equal(Of("fear").Valence, AffectAnchors.Mean(probabilities).Valence, 9);
    }

    [Fact]
    public void On_EmoBank_the_promised_figures_are_reached()
    {
        var folder = Environment.GetEnvironmentVariable(DataVariable);
        Assert.SkipUnless(Directory.Exists(folder), $"Set {DataVariable} to the folder of EmoBank to check the figures.");
        var report = AffectMeasurement.Run(
            EmoBankFiles.Read(folder!, "test", "dev"), AffectModel.LoadShipped(), Emotions, TimeProvider.System);
        Assert.True(report.Correlations[0] >= 0.55, $"valence {report.Correlations[0]}");
        Assert.True(report.Correlations[1] >= 0.35, $"arousal {report.Correlations[1]}");
    }

    private static AffectModel Train() =>
        new AffectTraining(Texts, "tests", Emotions, new AffectTrainingOptions { MinTexts = 1 })
            .Train(_ => { }, CancellationToken.None);
}
