using Attune.Companion.Guide.Drafts;
using FsCheck;
using FsCheck.Fluent;

namespace Attune.Companion.Tests.Guide.Drafts;

/// <summary>A model's sentences are told as soon as nothing can belong to them any more, however the text comes.</summary>
public sealed class SentenceFeedTests
{
    private static readonly string[] Parts =
    [
        "The ferry leaves", " at 7.45", " a.m.", " Dr. Wu", ".", "!", "?", " ", "\n", "[1]", " [12]", "\"", "\u201D", "渡輪",
        "七點出發", "。", "？", "」", "（一）", " and", " Then", "...", " No. 7",
    ];

    [Theory]
    [InlineData("The ferry leaves at 7.45 [1]. Dogs travel", "The ferry leaves at 7.45 [1].")]
    [InlineData("The ferry leaves. [1] Dogs travel", "The ferry leaves[1].")]
    [InlineData("渡輪七點出發[1]。狗可以", "渡輪七點出發[1]。")]
    [InlineData("渡輪七點出發。[1]狗可以", "渡輪七點出發[1]。")]
    public void A_sentence_is_told_when_the_next_one_begins(string text, string expected)
    {
        var feed = new SentenceFeed();
        Assert.Equal(expected, Assert.Single(feed.Take(text)).Text);
    }

    [Theory]
    [InlineData("The ferry leaves at 7.")]
    [InlineData("The ferry leaves.")]
    [InlineData("The ferry leaves. ")]
    [InlineData("The ferry leaves. [")]
    [InlineData("The ferry leaves. [1")]
    [InlineData("The ferry leaves. [1]")]
    [InlineData("Ask Dr. Wu")]
    [InlineData("渡輪七點出發。")]
    public void What_can_still_grow_is_held_until_the_end(string text)
    {
        var feed = new SentenceFeed();
        Assert.Empty(feed.Take(text));
        Assert.NotEmpty(feed.End());
        Assert.Empty(feed.End());
    }

    [Fact]
    public void Pieces_make_no_difference() => Prop.ForAll(
        Gen.Elements(Parts).ListOf().Select(string.Concat).ToArbitrary(), Gen.Choose(1, 7).ToArbitrary(), (text, size) =>
        {
            var atOnce = Read([text]);
            var byPieces = Read(text.Chunk(size).Select(piece => new string(piece)));
            Assert.Equal(atOnce, byPieces);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_text_without_an_end_is_not_gathered_for_ever()
    {
        var feed = new SentenceFeed();
        var told = Enumerable.Range(0, 400).SelectMany(_ => feed.Take("word after word ").ToList()).ToList();
        Assert.NotEmpty(told);
        Assert.All(told, sentence => Assert.InRange(sentence.Text.Length, 1, 400));
    }

    private static List<WrittenSentence> Read(IEnumerable<string> pieces)
    {
        var feed = new SentenceFeed();
        return [.. pieces.SelectMany(piece => feed.Take(piece).ToList()).ToList(), .. feed.End()];
    }
}
