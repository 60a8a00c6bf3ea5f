using Attune.Language.Phrases;
using FsCheck;
using FsCheck.Fluent;

namespace Attune.Language.Tests.Phrases;

public sealed class PhraseGrammarTests
{
    private const string Everything = """
        @negation not 不
        @slips suicide myself
        @fold 杀殺 窩我
        @want = want to | wanna | would like to
        // A comment.
        [a]
        i <want> (fly | go home)
        , (help | save) me?
        kill* ..2 myself
        sold ~3 gold
        # apples
        [b]
        我 想? 飛
          | 想 ..2 走
        😀 ,
        """;

    private static readonly PhraseGrammar Grammar = PhraseGrammar.Parse(Everything);

    [Theory]
    [InlineData("I want to fly", "I want to fly")]
    [InlineData("Now I WANNA go home!", "I WANNA go home")]
    [InlineData("I want to walk home", "")]
    [InlineData("I wannaaa fly", "I wannaaa fly")]
    [InlineData("Please help me", "")]
    [InlineData("Please, help me", "help me")]
    [InlineData("Please. Save", "Save")]
    [InlineData("killing only myself", "killing only myself")]
    [InlineData("killing not myself", "")]
    [InlineData("killing, myself", "")]
    [InlineData("kill mysefl", "kill mysefl")]
    [InlineData("kill m*self", "kill m*self")]
    [InlineData("sold, not for gold", "sold, not for gold")]
    [InlineData("sold. Gold", "")]
    [InlineData("we have 12 apples and 7apples", "12 apples")]
    [InlineData("ｗｅ ｗａｎｎａ: Ｉ ｗａｎｎａ ｆｌｙ", "Ｉ ｗａｎｎａ ｆｌｙ")]
    [InlineData("我飛", "我飛")]
    [InlineData("窩想飛", "窩想飛")]
    [InlineData("我不想飛", "")]
    [InlineData("想快快走", "想快快走")]
    [InlineData("想不走", "")]
    [InlineData("好 😀", "😀")]
    public void A_pattern_matches_what_it_says(string text, string expected) => Assert.Equal(
        expected, string.Join('|', Grammar.Read(text).Matches.Select(match => match.Span.Of(text).ToString())));

    [Theory]
    [InlineData("a b", "before the first label")]
    [InlineData("[x]\n(a | b", "missing")]
    [InlineData("[x]\na | ", "empty")]
    [InlineData("[x]\n..3 a", "must begin")]
    [InlineData("[x]\na?", "must begin")]
    [InlineData("[x]\na ..99 b", "no gap")]
    [InlineData("[x]\n<nobody>", "no class")]
    [InlineData("[x]\nab*", "too short")]
    [InlineData("@unknown a", "no directive")]
    [InlineData("@fold abc", "pair")]
    [InlineData("@a = b\n@a = c", "twice")]
    public void What_is_not_written_as_a_grammar_is_refused_with_its_line(string source, string reason)
    {
        var error = Assert.Throws<FormatException>(() => PhraseGrammar.Parse(source));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_in_a_text_can_fail_and_all_spans_lie_inside() => Prop.ForAll(MixedText.Arbitrary, text =>
    {
        var reading = Grammar.Read(text);
        var last = -1;
        foreach (var token in reading.Tokens)
        {
            Assert.InRange(token.Span.Start, Math.Max(last, 0), text.Length);
            last = token.Span.End;
        }

        Assert.True(reading.Tokens[0].EndsSentence && reading.Tokens[^1].EndsSentence);
        foreach (var match in reading.Matches)
        {
            Assert.InRange(match.Span.End, match.Span.Start + 1, text.Length);
            Assert.Equal(reading.Tokens[match.First].Span.Start, match.Span.Start);
            Assert.Equal(reading.Tokens[match.Last].Span.End, match.Span.End);
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_text_around_a_phrase_changes_nothing_about_it() => Prop.ForAll(MixedText.Arbitrary, text =>
    {
        var around = $"{text}. I want to fly. {text}";
        Assert.Contains(Grammar.Read(around).Matches, match => match.Span.Of(around).SequenceEqual("I want to fly"));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Memory_grows_with_the_text_and_not_with_its_square()
    {
        var once = AllocatedBy(string.Concat(Enumerable.Repeat("kill kill sold not ", 1_000)));
        var tenfold = AllocatedBy(string.Concat(Enumerable.Repeat("kill kill sold not ", 10_000)));
        Assert.InRange(tenfold, 1, 20 * once);
    }

    private static long AllocatedBy(string text)
    {
        Grammar.Read(text);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Grammar.Read(text);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
