using Attune.Learning.Emotions;
using Attune.Learning.Linear;

namespace Attune.Learning.Tests.Emotions;

public sealed class EmotionTrainingTests
{
    private static readonly EmotionTrainingOptions Options = new() { MinTexts = 1, Features = 2_000, Epochs = 20, Decay = 0.0005f };

    [Fact]
    public void Learns_the_small_corpus_and_says_where_it_comes_from()
    {
        var corpus = SmallCorpus.Read();
        var model = Train(corpus);
        Assert.Equal(corpus.Sha256, model.Origin.DataSha256);
        Assert.Equal(corpus.Texts.Count, model.Origin.Examples);
        var classifier = new EmotionClassifier(model);
        Assert.True(Best(classifier, "I am so happy, thank you") == "ekman:joy");
        Assert.True(Best(classifier, "I am so angry, I hate it") == "ekman:anger");
        Assert.True(Best(classifier, "I was scared in the dark") == "ekman:fear");
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
        Assert.Throws<InvalidDataException>(() => new EmotionClassifier(Linear.SmallModel.Create()));

    private static LinearModel Train(LabelledTexts texts) =>
        new EmotionTraining(texts, "tests", Options).Train(_ => { }, TestContext.Current.CancellationToken);

    private static string Best(EmotionClassifier classifier, string text)
    {
        var probabilities = classifier.Read(text).Probabilities;
        return EmotionLabels.Names[Enumerable.Range(EmotionLabels.Count, EmotionLabels.EkmanCount - 1)
            .MaxBy(i => probabilities[i])];
    }
}
