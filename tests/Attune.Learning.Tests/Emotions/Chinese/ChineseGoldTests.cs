using Attune.Learning.Emotions;
using Attune.Learning.Emotions.Chinese;

namespace Attune.Learning.Tests.Emotions.Chinese;

/// <summary>The gold set is what it is said to be, and the rules do not fall behind what was once reached.</summary>
public sealed class ChineseGoldTests
{
    private const int Gram = 6;

    private static readonly ChineseGold Gold = ChineseGold.Parse(Bytes());

    [Fact]
    public void It_was_not_changed_after_the_rules_were_written() =>
        Assert.Equal("bea6c743eea2f9020d5d2cbba29af0ccc4944b99063275d2b855da4ef3edfe8c", Gold.Sha256);

    [Fact]
    public void It_holds_every_label_in_both_halves_and_about_a_quarter_of_hard_sentences()
    {
        Assert.True(Gold.Sentences.Count >= 200);
        Assert.InRange(Gold.Sentences.Count(sentence => sentence.IsHard), Gold.Sentences.Count / 5, Gold.Sentences.Count / 3);
        for (var label = 0; label < EmotionLabels.Count; label++)
        {
            foreach (var isKept in new[] { true, false })
            {
                Assert.True(Gold.Sentences.Count(sentence =>
                    sentence.IsKept == isKept && ((sentence.Labels >> label) & 1) != 0) >= 2, EmotionLabels.Names[label]);
            }
        }
    }

    [Fact]
    public void No_six_characters_in_a_row_stand_in_both_halves()
    {
        var open = Gold.Sentences.Where(sentence => !sentence.IsKept).SelectMany(Grams).ToHashSet();
        Assert.DoesNotContain(Gold.Sentences.Where(sentence => sentence.IsKept).SelectMany(Grams), open.Contains);
    }

    [Fact]
    public void On_the_kept_half_the_rules_read_most_feelings()
    {
        var figures = ChineseMeasurement.Run(
            [.. Gold.Sentences.Where(sentence => sentence.IsKept)], new ChineseEmotionClassifier(), TimeProvider.System);
        Assert.True(figures.MacroF1Ekman >= 0.7, $"Ekman {figures.MacroF1Ekman}");
        Assert.True(figures.MacroF1Of28 >= 0.6, $"28 labels {figures.MacroF1Of28}");
    }

    [Theory]
    [InlineData("joy\tplain")]
    [InlineData("joy\tsoft\t開心")]
    [InlineData("boredom\tplain\t無聊")]
    [InlineData("")]
    public void A_line_that_is_none_is_refused(string line) =>
        Assert.Throws<InvalidDataException>(() => ChineseGold.Parse(System.Text.Encoding.UTF8.GetBytes(line)));

    private static IEnumerable<string> Grams(GoldSentence sentence)
    {
        var characters = string.Concat(sentence.Text.Where(character => character is >= '一' and <= '鿿'));
        return Enumerable.Range(0, Math.Max(characters.Length - Gram + 1, 0)).Select(i => characters.Substring(i, Gram));
    }

    private static byte[] Bytes()
    {
        using var stream = typeof(ChineseGoldTests).Assembly.GetManifestResourceStream("gold-zh-Hant.tsv")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
