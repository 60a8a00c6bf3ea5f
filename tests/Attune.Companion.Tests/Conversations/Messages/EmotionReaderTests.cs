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

    [Fact]
    public void Chinese_is_not_read_yet_and_says_so()
    {
        var read = _reader.Of("我今天好難過", TextLanguage.TraditionalChinese);
        Assert.Equal(("not_read_in_chinese", 0, null), (read.Status, read.Labels.Count, read.Shown?.Group));
    }
}
