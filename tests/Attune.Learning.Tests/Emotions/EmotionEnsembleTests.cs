using Attune.Learning.Emotions;
using Attune.Learning.Features;
using Attune.Learning.Linear;
using Attune.Learning.Networks;
using Attune.Learning.Statistics;
using Attune.Learning.Tensors;

namespace Attune.Learning.Tests.Emotions;

public sealed class EmotionEnsembleTests
{
    private static readonly EmotionTrainingOptions Linear = new()
    {
        MinTexts = 1,
        Features = 2_000,
        Epochs = 20,
        Decay = 0.0005f,
    };

    private static readonly NetworkTrainingOptions Network = new()
    {
        Width = 16,
        Units = 24,
        Epochs = 30,
        Batch = 8,
        MinTexts = 1,
        WordDropout = 0.05f,
        UnitDropout = 0.1f,
    };

    private static readonly (LinearModel Linear, EmotionNetwork Network) Trained = Train(threads: 1);

    [Fact]
    public void The_same_texts_give_the_same_bytes_whatever_the_number_of_threads()
    {
        var again = Train(threads: 2);
        Assert.Equal(ModelFile.Write(Trained.Linear), ModelFile.Write(again.Linear));
        Assert.Equal(EmotionNetworkFile.Write(Trained.Network), EmotionNetworkFile.Write(again.Network));
    }

    [Fact]
    public void What_was_learned_is_known_again()
    {
        var (features, scratch, scores) = (new TextFeatures(), new NetworkScratch(), new float[EmotionLabels.OutputCount]);
        float Score(string text, int output)
        {
            features.Read(text);
            Trained.Network.Score(features, scratch, scores);
            return scores[output];
        }

        string[] texts = ["I am so happy, what a wonderful day", "I am so angry, I hate it", "I was scared in the dark"];
        string[] groups = ["ekman:joy", "ekman:anger", "ekman:fear"];
        for (var i = 0; i < groups.Length; i++)
        {
            var group = EmotionLabels.IndexOf(groups[i]);
            Assert.Equal(texts[i], texts.MaxBy(text => Score(text, group)));
        }
    }

    [Fact]
    public void A_file_gives_back_the_same_readings()
    {
        var bytes = EmotionNetworkFile.Write(Trained.Network);
        var read = EmotionNetworkFile.Read(bytes);
        Assert.Equal(bytes, EmotionNetworkFile.Write(read));
        const string Text = "Thank you so much, I am so happy";
        Assert.Equal(new EmotionClassifier(Trained.Linear, Trained.Network).Read(Text).Probabilities,
            new EmotionClassifier(Trained.Linear, read).Read(Text).Probabilities);
    }

    [Fact]
    public void Whatever_tensors_a_file_holds_they_are_read_or_refused()
    {
        var whole = TensorFile.Read(EmotionNetworkFile.Write(Trained.Network));
        var random = new SplitMix64(8);
        foreach (var tensor in whole.Tensors)
        {
            Refused(whole.Tensors.Where(other => other != tensor));
            Refused(whole.Tensors.Select(other => other != tensor ? other
                : new Tensor(tensor.Name, TensorKind.U8, [tensor.Bytes.Length], tensor.Bytes)));
            var broken = new byte[tensor.Bytes.Length];
            for (var i = 0; i < broken.Length; i++)
                broken[i] = (byte)random.Next();
            Refused(whole.Tensors.Select(other => other != tensor ? other : tensor with { Bytes = broken }), tensor.Kind);
        }

        void Refused(IEnumerable<Tensor> tensors, TensorKind? drawn = null)
        {
            byte[] file = (whole with { Tensors = [.. tensors] }).Write();
            // A few random numbers may all be numbers; everything else that was changed must be refused.
            if (drawn is null)
                Assert.Throws<InvalidDataException>(() => EmotionNetworkFile.Read(file));
            else
                Assert.True(Record.Exception(() => EmotionNetworkFile.Read(file)) is null or InvalidDataException);
        }
    }

    [Fact]
    public void A_network_of_other_texts_is_refused()
    {
        var other = GoEmotionsFiles.Parse("other.tsv", [.. System.Text.Encoding.UTF8.GetBytes(SmallCorpus.Tsv), (byte)'\n'],
            [.. Enumerable.Range(0, EmotionLabels.Count)]);
        var linear = new EmotionTraining(other, "tests", Linear).Train(_ => { }, TestContext.Current.CancellationToken);
        Assert.Throws<InvalidDataException>(() => new EmotionClassifier(linear, Trained.Network));
    }

    [Theory]
    [InlineData("I am so happy today, the sun is out!")]
    [InlineData("Not happy. NOT happy at all :( and she never said thank you")]
    [InlineData("開心 and “quoted” ＨＡＰＰＹ sooooo happy happy")]
    [InlineData("zxqv")]
    [InlineData("")]
    public void The_shares_of_the_words_and_the_rest_add_up_to_the_log_odds(string text)
    {
        foreach (var network in new[] { Trained.Network, null })
        {
            var classifier = new EmotionClassifier(Trained.Linear, network);
            var odds = classifier.LogOdds(text);
            for (var output = 0; output < odds.Length; output++)
            {
                var explanation = classifier.Explain(text, output);
                Assert.Equal(odds[output], explanation.LogOdds, 2e-3);
                Assert.Equal(explanation.LogOdds, explanation.Rest + explanation.Words.Sum(word => word.Share), 1e-9);
                Assert.All(explanation.Words, word => Assert.InRange(word.Start + word.Length, 1, text.Length));
            }
        }
    }

    [Fact]
    public void The_word_that_says_it_carries_it()
    {
        const string Text = "yesterday my happy sister came";
        var joy = new EmotionClassifier(Trained.Linear, Trained.Network).Explain(Text, EmotionLabels.IndexOf("joy"));
        var best = joy.Strongest(1).Single();
        Assert.Equal("happy", Text.Substring(best.Start, best.Length));
    }

    private static (LinearModel Linear, EmotionNetwork Network) Train(int threads) =>
        new EmotionEnsembleTraining(SmallCorpus.Read(), "tests", Linear, Network) { Threads = threads }
            .Train(_ => { }, CancellationToken.None);
}
