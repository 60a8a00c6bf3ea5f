using Attune.Companion.Conversations.Messages;
using Attune.Language;

namespace Attune.Companion.Tests.Conversations.Messages;

public sealed class EmotionReaderTests
{
    private readonly EmotionReader _reader = new();

    [Theory]
    [InlineData("I am so happy, this made my day!", "joy")]
    [InlineData("I miss my grandmother so much, I cannot stop crying.", "sadness")]
    [InlineData("This makes me furious, how dare they!", "anger")]
    [InlineData("I'm terrified of what will happen tomorrow.", "fear")]
    public void A_clear_feeling_is_shown_at_the_coarse_level(string text, string group)
    {
        var read = _reader.Of(text, TextLanguage.English);
        Assert.Equal(("read", group), (read.Status, read.Shown?.Group));
        Assert.InRange(read.Shown!.Probability, 0.25, 1);
        Assert.Contains(read.Labels, label => label.Group == group);
        Assert.Equal(read.Labels.OrderByDescending(label => label.Probability), read.Labels);
    }

    [Theory]
    [InlineData("The table is in the kitchen.")]
    [InlineData("ok")]
    [InlineData("")]
    public void Without_enough_evidence_there_are_no_labels(string text)
    {
        var read = _reader.Of(text, TextLanguage.English);
        Assert.Equal("not_enough_evidence", read.Status);
        Assert.Empty(read.Labels);
        Assert.Null(read.Shown);
    }

    [Theory]
    [InlineData("Where is my data stored?")]
    [InlineData("How do I import a document?")]
    public void Asking_is_not_shown_as_a_feeling(string text) => Assert.Null(_reader.Of(text, TextLanguage.English).Shown);

    [Theory]
    [InlineData("我今天好難過，一直想哭", "sadness", "難過")]
    [InlineData("我今天好难过，一直想哭", "sadness", "难过")]
    [InlineData("太開心了，終於放假！", "joy", "開心")]
    [InlineData("他居然說謊，氣死我了", "anger", "氣死")]
    public void Chinese_is_read_by_rules_and_says_so(string text, string group, string word)
    {
        var read = _reader.Of(text, TextLanguage.TraditionalChinese);
        Assert.Equal(("read", "rules", group), (read.Status, read.Method, read.Shown?.Group));
        Assert.Contains(read.Evidence!, evidence => text.Substring(evidence.Start, evidence.Length).Contains(word));
        Assert.InRange(read.Affect!.Valence, -1, 1);
    }

    [Theory]
    [InlineData("會議改到下午三點。")]
    [InlineData("我沒有生氣。")]
    [InlineData("")]
    public void Chinese_without_enough_evidence_has_no_labels(string text)
    {
        var read = _reader.Of(text, TextLanguage.TraditionalChinese);
        Assert.Equal(("not_enough_evidence", 0, null), (read.Status, read.Labels.Count, read.Shown?.Group));
    }

    [Fact]
    public void The_evidence_stands_in_the_text_as_it_was_written()
    {
        const string Text = "  Honestly — I am SO HAPPY, this made my day!";
        var read = _reader.Of(Text, TextLanguage.English);
        Assert.Equal("linear", read.Method);
        Assert.InRange(read.Evidence!.Count, 1, 5);
        Assert.Contains(read.Evidence, evidence => Text.Substring(evidence.Start, evidence.Length) == "HAPPY");
    }

    [Fact]
    public void What_is_pleasant_lies_above_what_is_not_in_both_languages()
    {
        double Valence(string text, TextLanguage language) => _reader.Of(text, language).Affect!.Valence;
        Assert.True(Valence("What a lovely, happy day with my friends", TextLanguage.English)
            > Valence("I hate this, everything is terrible", TextLanguage.English));
        Assert.True(Valence("今天好開心", TextLanguage.TraditionalChinese) > Valence("我好難過", TextLanguage.TraditionalChinese));
    }
}
