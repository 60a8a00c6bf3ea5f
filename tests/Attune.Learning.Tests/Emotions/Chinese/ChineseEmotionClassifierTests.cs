using Attune.Learning.Emotions;
using Attune.Learning.Emotions.Chinese;
using Attune.Learning.Statistics;

namespace Attune.Learning.Tests.Emotions.Chinese;

public sealed class ChineseEmotionClassifierTests
{
    private static readonly ChineseEmotionClassifier Classifier = new();

    [Fact]
    public void The_lexicon_has_more_than_six_hundred_words_and_phrases() => Assert.True(Classifier.KnownWords >= 600);

    [Theory]
    [InlineData("我好難過", "sadness")]
    [InlineData("謝謝你陪我", "gratitude")]
    [InlineData("真的好緊張喔", "nervousness")]
    [InlineData("不要難過了", "caring")]
    [InlineData("要是能飛就好了", "desire")]
    [InlineData("你吃過這個嗎？", "curiosity")]
    [InlineData("哈哈哈哈", "amusement")]
    [InlineData("收到了😭", "sadness")]
    public void A_plain_feeling_is_read(string text, string label) => Assert.True(Says(text, label), text);

    [Theory]
    [InlineData("我沒有生氣", "anger")]
    [InlineData("我一點都不害怕", "fear")]
    [InlineData("「憤怒」是兩個字", "anger")]
    [InlineData("《悲傷的歌》是書名", "sadness")]
    [InlineData("今天星期三", "joy")]
    public void What_is_denied_or_only_named_is_not_read(string text, string label) => Assert.False(Says(text, label), text);

    [Fact]
    public void What_follows_but_counts_more()
    {
        var reading = Classifier.Read("本來很開心，可是現在好難過").Reading;
        Assert.True(Of(reading, "sadness") > Of(reading, "joy"));
    }

    [Fact]
    public void Degree_strengthens_and_softens()
    {
        Assert.True(Of(Classifier.Read("非常想家").Reading, "sadness") > Of(Classifier.Read("想家").Reading, "sadness"));
        Assert.True(Of(Classifier.Read("有點想家").Reading, "sadness") < Of(Classifier.Read("想家").Reading, "sadness"));
    }

    [Fact]
    public void The_evidence_stands_in_the_text()
    {
        const string Text = "昨天他說了，我真的很失望，心好累。";
        var evidence = Classifier.Read(Text).Evidence;
        Assert.Equal(["失望", "心好累"], evidence.Select(word => Text.Substring(word.Start, word.Length)).Order());
    }

    [Fact]
    public void Any_text_is_read_in_bounded_time_and_with_probabilities()
    {
        var random = new SplitMix64(21);
        string[] pieces = ["不", "「", "《", "」", "好", "難過", "，", "！", "？", "\ud83d", "\udc4d", "…", "但是", "如果", "a", "\n", "開心"];
        for (var i = 0; i < 2_000; i++)
        {
            var drawn = Enumerable.Range(0, random.NextBelow(30)).Select(_ => pieces[random.NextBelow(pieces.Length)]);
            var text = string.Concat(drawn);
            var (reading, evidence) = Classifier.Read(text);
            Assert.All(reading.Probabilities, probability => Assert.InRange(probability, 0, 1));
            Assert.All(evidence, word => Assert.InRange(word.Start + word.Length, 1, text.Length));
        }

        Assert.NotEmpty(Classifier.Read(new string('難', 7_000) + string.Concat(Enumerable.Repeat("難過", 1_000_000))).Evidence);
    }

    [Theory]
    [InlineData("joy: 開心")]
    [InlineData("joy x: 開心")]
    [InlineData("bored 1: 無聊")]
    [InlineData("joy 1: 好\nmore 1.3: 好")]
    public void A_lexicon_with_a_bad_line_is_refused(string lines) =>
        Assert.Throws<InvalidDataException>(() => ChineseLexicon.Parse(lines));

    private static bool Says(string text, string label) =>
        ((Classifier.Read(text).Reading.Decided >> EmotionLabels.IndexOf(label)) & 1) != 0;

    private static float Of(EmotionReading reading, string label) => reading.Probabilities[EmotionLabels.IndexOf(label)];
}
