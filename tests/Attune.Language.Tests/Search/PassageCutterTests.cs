using Attune.Language.Search;
using Attune.Language.Sentences;
using FsCheck;
using FsCheck.Fluent;

namespace Attune.Language.Tests.Search;

public sealed class PassageCutterTests
{
    [Fact]
    public void A_heading_starts_a_passage_and_stands_over_what_follows()
    {
        const string Text = "# Port\n\nUse another port.\n\n# Data\n\nIt is in a folder.";
        var passages = PassageCutter.Cut(Text);
        Assert.Equal(["Port", "Data"], passages.Select(passage => passage.Heading.Of(Text).ToString()));
        Assert.StartsWith("Port", passages[0].Span.Of(Text).ToString(), StringComparison.Ordinal);
        Assert.EndsWith("folder.", passages[1].Span.Of(Text).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_text_is_cut_near_350_characters_with_an_overlap()
    {
        var text = string.Concat(Enumerable.Range(0, 60).Select(i => $"這是第{(char)('一' + i)}句話，內容大約有二十個字左右才對。"));
        var passages = PassageCutter.Cut(text);
        Assert.True(passages.Count >= 4);
        Assert.All(passages, passage => Assert.InRange(passage.Span.Length, 40, 420));
        for (var i = 1; i < passages.Count; i++)
            Assert.InRange(passages[i - 1].Span.End - passages[i].Span.Start, 20, 80);
    }

    [Fact]
    public void Every_sentence_is_in_a_passage_and_the_cutting_ends() =>
        Prop.ForAll(MixedText.Arbitrary, text =>
        {
            var passages = PassageCutter.Cut(text);
            return SentenceSplitter.Split(text).All(sentence => passages.Any(passage =>
                passage.Span.Start <= sentence.Span.Start && sentence.Span.End <= passage.Span.End));
        }).QuickCheckThrowOnFailure();
}
