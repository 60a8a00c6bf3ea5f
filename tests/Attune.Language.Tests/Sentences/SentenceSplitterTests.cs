using Attune.Language.Sentences;
using FsCheck;
using FsCheck.Fluent;

namespace Attune.Language.Tests.Sentences;

public sealed class SentenceSplitterTests
{
    [Theory]
    [InlineData("One. Two! Three?", "One.|Two!|Three?")]
    [InlineData("He said \"Stop.\" Then he left.", "He said \"Stop.\"|Then he left.")]
    [InlineData("Dr. Smith met J. Doe at 3.5 km. They talked.", "Dr. Smith met J. Doe at 3.5 km.|They talked.")]
    [InlineData("Open attune.json first. Then save.", "Open attune.json first.|Then save.")]
    [InlineData("第一句。第二句！「第三句？」第四句", "第一句。|第二句！|「第三句？」|第四句")]
    [InlineData("用 port 8080. 再試一次。", "用 port 8080.|再試一次。")]
    [InlineData("A line that an editor wrapped at its width,\nand its rest.",
        "A line that an editor wrapped at its width,\nand its rest.")]
    [InlineData("- first item\n- second item", "first item|second item")]
    [InlineData("1. Open it.\n2. Close it.", "Open it.|Close it.")]
    [InlineData("Phone: 02-1234\nAddress: 5 High Street", "Phone: 02-1234|Address: 5 High Street")]
    [InlineData("電話：02-1234\n地址：台北市中正區", "電話：02-1234|地址：台北市中正區")]
    [InlineData("| a | b |\n|---|---|\n| c | d |", "| a | b ||| c | d |")]
    [InlineData("", "")]
    [InlineData(" \n\r\n\t", "")]
    public void Splits_both_scripts(string text, string expected) =>
        Assert.Equal(
            expected, string.Join('|', SentenceSplitter.Split(text).Select(sentence => sentence.Span.Of(text).ToString())));

    [Fact]
    public void Tells_headings_and_code_from_text()
    {
        const string Text = "# Title\n\nText here.\n\n```bash\nrun --this. Now\n```\n\nOpening hours\n\nNine to five.";
        var sentences = SentenceSplitter.Split(Text);
        Assert.Equal(
            [SentenceKind.Heading, SentenceKind.Prose, SentenceKind.Code, SentenceKind.Heading, SentenceKind.Prose],
            sentences.Select(sentence => sentence.Kind));
        Assert.Equal("Title", sentences[0].Span.Of(Text).ToString());
        Assert.Equal("run --this. Now", sentences[2].Span.Of(Text).ToString());
    }

    [Fact]
    public void A_text_without_full_stops_is_cut_at_pauses()
    {
        var text = string.Concat(Enumerable.Repeat("一二三四五六七八九，", 200));
        var sentences = SentenceSplitter.Split(text);
        Assert.All(sentences, sentence => Assert.InRange(sentence.Span.Length, 1, SentenceSplitter.LongestSentence));
        Assert.All(sentences, sentence => Assert.Equal('，', sentence.Span.Of(text)[^1]));
        Assert.Equal(text.Length, sentences.Sum(sentence => sentence.Span.Length));
    }

    [Fact]
    public void Spans_are_in_order_apart_trimmed_and_whole_characters() =>
        Prop.ForAll(MixedText.Arbitrary, text =>
        {
            var end = 0;
            foreach (var (span, _) in SentenceSplitter.Split(text))
            {
                var sentence = span.Of(text);
                if (span.Start < end || sentence.IsEmpty || sentence.Length > SentenceSplitter.LongestSentence
                    || char.IsWhiteSpace(sentence[0]) || char.IsWhiteSpace(sentence[^1]) || CutsCharacter(text, span))
                    return false;
                end = span.End;
            }

            return true;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_Chinese_character_is_left_out() =>
        Prop.ForAll(MixedText.Arbitrary, text =>
        {
            var kept = string.Concat(SentenceSplitter.Split(text).Select(sentence => sentence.Span.Of(text).ToString()));
            return kept.Count(IsHan) == text.Count(IsHan);
        }).QuickCheckThrowOnFailure();

    private static bool IsHan(char c) => c is >= '\u4E00' and <= '\u9FFF';

    private static bool CutsCharacter(string text, TextSpan span) =>
        (span.Start > 0 && char.IsSurrogatePair(text, span.Start - 1))
        || (span.End < text.Length && char.IsSurrogatePair(text, span.End - 1));
}
