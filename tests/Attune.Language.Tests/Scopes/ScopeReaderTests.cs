using Attune.Language.Scopes;
using FsCheck;
using FsCheck.Fluent;

namespace Attune.Language.Tests.Scopes;

public sealed class ScopeReaderTests
{
    [Theory]
    [InlineData("I came home late, but she was awake.", "I came home late|but she was awake")]
    [InlineData("He left and I cried because it was over", "He left|and I cried|because it was over")]
    [InlineData("salt and pepper", "salt and pepper")]
    [InlineData("我很累，但是睡不著。", "我很累|但是睡不著")]
    [InlineData("下雨了所以我沒去 真可惜", "下雨了|所以我沒去|真可惜")]
    public void Clauses_end_at_marks_and_before_conjunctions(string text, string expected) => Assert.Equal(
        expected, string.Join('|', ScopeReader.Read(text).Clauses.Select(span => span.Of(text).ToString())));

    [Theory]
    [InlineData("I don't want to go, I want to stay.", ScopeKind.Negation, "want to go")]
    [InlineData("I would never hurt you but I might shout", ScopeKind.Negation, "hurt you")]
    [InlineData("I can't stop thinking about it", ScopeKind.Negation, "")]
    [InlineData("I don't know if I want to go", ScopeKind.Negation, "")]
    [InlineData("我沒有想離開，我只是累。", ScopeKind.Negation, "想離開")]
    [InlineData("我不會去的", ScopeKind.Negation, "去的")]
    [InlineData("沒有人知道我想離開", ScopeKind.Negation, "")]
    [InlineData("She wrote \"come home\" on the wall.", ScopeKind.Quotation, "come home")]
    [InlineData("It's 'don't go' in the song, isn't it", ScopeKind.Quotation, "don't go")]
    [InlineData("他說「快走」就掛了", ScopeKind.Quotation, "快走")]
    [InlineData("an \"open one", ScopeKind.Quotation, "")]
    [InlineData("My sister told me that she moved. I stayed.", ScopeKind.ReportedSpeech, "she moved")]
    [InlineData("朋友昨天跟我說他搬家了。我沒有。", ScopeKind.ReportedSpeech, "他搬家了")]
    [InlineData("It rains. Are you sure? Yes.", ScopeKind.Question, "Are you sure")]
    [InlineData("where is my coat", ScopeKind.Question, "where is my coat")]
    [InlineData("下雨了。你有傘嗎", ScopeKind.Question, "你有傘嗎")]
    [InlineData("I know where it is.", ScopeKind.Question, "")]
    public void A_scope_reaches_as_far_as_its_cue_does(string text, ScopeKind kind, string expected) => Assert.Equal(
        expected, string.Join('|', ScopeReader.Read(text).Scopes.Where(scope => scope.Kind == kind)
            .Select(scope => scope.Span.Of(text).ToString())));

    [Fact]
    public void A_part_is_covered_when_it_begins_behind_the_cue()
    {
        const string Text = "I don't want to go. I want to stay.";
        var scopes = ScopeReader.Read(Text);
        Assert.True(scopes.Cover(ScopeKind.Negation, SpanOf("want to go")));
        Assert.False(scopes.Cover(ScopeKind.Negation, SpanOf("don't want to go")));
        Assert.False(scopes.Cover(ScopeKind.Negation, SpanOf("want to stay")));
        Assert.Equal((0, 1), (scopes.SentenceAt(3), scopes.SentenceAt(Text.IndexOf("stay", StringComparison.Ordinal))));

        static TextSpan SpanOf(string part) => new(Text.IndexOf(part, StringComparison.Ordinal), part.Length);
    }

    [Fact]
    public void Nothing_in_a_text_can_fail_and_all_spans_lie_inside() => Prop.ForAll(MixedText.Arbitrary, text =>
    {
        var scopes = ScopeReader.Read(text);
        foreach (var span in scopes.Sentences.Concat(scopes.Clauses).Concat(scopes.Scopes.Select(scope => scope.Span)))
        {
            Assert.InRange(span.Start, 0, text.Length);
            Assert.InRange(span.End, span.Start + 1, text.Length);
        }

        foreach (var list in (IReadOnlyList<TextSpan>[])[scopes.Sentences, scopes.Clauses])
        {
            for (var i = 1; i < list.Count; i++)
                Assert.True(list[i - 1].End <= list[i].Start);
        }
    }).QuickCheckThrowOnFailure();
}
