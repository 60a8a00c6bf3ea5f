using Attune.Learning.Emotions;
using Attune.Learning.Features;
using Attune.Learning.Linear;
using Attune.Learning.Tests.Linear;

namespace Attune.Learning.Tests.Emotions;

public sealed class EmotionTrainingTests
{
    private static readonly EmotionTrainingOptions Options = new()
    {
        MinTexts = 1,
        Features = 2_000,
        Epochs = 20,
        Decay = 0.0005f,
    };

    [Fact]
    public void Learns_the_small_corpus_and_says_where_it_comes_from()
    {
        var corpus = SmallCorpus.Read();
        var model = Train(corpus);
        Assert.Equal(corpus.Sha256, model.Origin.DataSha256);
        Assert.Equal(corpus.Texts.Count, model.Origin.Examples);
        string[] texts = ["I am so happy, what a wonderful day", "I am so angry, I hate it", "I was scared in the dark"];
        string[] groups = ["ekman:joy", "ekman:anger", "ekman:fear"];
        for (var i = 0; i < groups.Length; i++)
            Assert.Equal(texts[i], texts.MaxBy(text => Score(model, text, groups[i])));
    }

    [Fact]
    public void The_same_texts_give_the_same_bytes() =>
        Assert.Equal(ModelFile.Write(Train(SmallCorpus.Read())), ModelFile.Write(Train(SmallCorpus.Read())));

    [Fact]
    public void Training_can_be_ended()
    {
        using var ended = new CancellationTokenSource();
        ended.Cancel();
        var training = new EmotionTraining(SmallCorpus.Read(), "tests", Options);
        Assert.Throws<OperationCanceledException>(() => training.Train(_ => { }, ended.Token));
    }

    [Fact]
    public void A_model_for_other_questions_is_refused() =>
        Assert.Throws<InvalidDataException>(() => new EmotionClassifier(SmallModel.Create()));

    private static LinearModel Train(LabelledTexts texts) =>
        new EmotionTraining(texts, "tests", Options).Train(_ => { }, TestContext.Current.CancellationToken);

    private static float Score(LinearModel model, string text, string name)
    {
        var features = new TextFeatures();
        features.Read(text);
        var scores = new float[model.Outputs.Count];
        model.Score(features, scores);
        return scores[EmotionLabels.IndexOf(name)];
    }
}
