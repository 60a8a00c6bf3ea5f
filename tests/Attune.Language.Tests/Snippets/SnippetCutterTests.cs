using Attune.Language.Search;
using Attune.Language.Snippets;
using Attune.Language.Terms;
using FsCheck;
using FsCheck.Fluent;

namespace Attune.Language.Tests.Snippets;

public sealed class SnippetCutterTests
{
    private const string English =
        "The house has four floors and a lift. Bicycles can be rented at the desk for a day or for a week. The swimming pool on "
        + "the roof opens at seven in the morning and closes at ten at night. Towels are handed out beside the sauna. "
        + "Children under twelve swim with an adult.";

    private const string Chinese =
        "旅館有四層樓和一部電梯。櫃檯可以租腳踏車，以日或週計費。屋頂的游泳池早上七點開放，晚上十點關閉。毛巾在三溫暖旁邊領取。十二歲以下的兒童須由成人陪同游泳。";

    [Fact]
    public void The_window_that_says_most_is_shown_from_the_start_of_its_sentence_with_its_words_marked()
    {
        var (snippet, marks) = Cut(English, "When does the swimming pool open?", 80);
        Assert.StartsWith("The swimming pool on the roof opens at seven", snippet, StringComparison.Ordinal);
        Assert.Equal(["swimming", "pool", "opens"], marks);
    }

    [Fact]
    public void Chinese_is_marked_by_pairs_and_common_characters_alone_are_not()
    {
        var (snippet, marks) = Cut(Chinese, "游泳池何時開放？", 60);
        Assert.StartsWith("屋頂的游泳池", snippet, StringComparison.Ordinal);
        Assert.Equal(["游泳池", "開放"], marks);
    }

    [Fact]
    public void A_single_Chinese_character_is_marked_when_there_is_nothing_better() =>
        Assert.Equal(["梯"], Cut(Chinese, "梯子", 20).Marks);

    [Fact]
    public void Without_a_match_the_passage_is_shown_from_its_start()
    {
        var (snippet, marks) = Cut(English, "zanzibar", 30);
        Assert.Equal("The house has four floors and", snippet);
        Assert.Empty(marks);
    }

    [Fact]
    public void A_word_wider_than_the_snippet_is_cut_with_its_mark()
    {
        var word = new string('x', 300);
        var (snippet, marks) = Cut($"a {word} b", word, 20);
        Assert.Equal(new string('x', 20), snippet);
        Assert.Equal([snippet], marks);
    }

    [Fact]
    public void A_word_is_never_cut_in_two_where_there_is_another_place()
    {
        foreach (var columns in Enumerable.Range(20, 100))
        {
            var (snippet, _) = Cut(English, "towels", columns);
            var words = English.Split([' ', '.'], StringSplitOptions.RemoveEmptyEntries);
            Assert.Subset(words.ToHashSet(), snippet.Split([' ', '.'], StringSplitOptions.RemoveEmptyEntries).ToHashSet());
        }
    }

    [Fact]
    public void Whatever_the_text_marks_lie_in_order_inside_a_piece_of_the_passage() =>
        Prop.ForAll(MixedText.Arbitrary, MixedText.Arbitrary, Arb.From(Gen.Choose(1, 60)), (text, query, columns) =>
        {
            var atoms = QuestionAtoms.Of(query, _ => 1);
            return PassageCutter.Cut(text).All(passage =>
            {
                var snippet = SnippetCutter.Cut(text, passage.Span, atoms, columns);
                var shown = snippet.Span.Of(text).ToString();
                var end = -1;
                var inOrder = snippet.Marks.All(mark =>
                {
                    var apart = mark.Length > 0 && mark.Start > end && mark.End <= snippet.Span.Length;
                    end = mark.End;
                    return apart;
                });
                return inOrder && snippet.Span.Start >= passage.Span.Start && snippet.Span.End <= passage.Span.End
                    && shown.Trim() == shown && shown.EnumerateRunes().Count() <= columns
                    && (shown.Length > 0 || passage.Span.Of(text).IsWhiteSpace());
            });
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_term_of_the_query_that_stands_in_the_passage_is_always_marked() =>
        Prop.ForAll(MixedText.Arbitrary, Arb.From(Gen.Choose(0, 1000)), (text, which) =>
        {
            var passages = PassageCutter.Cut(text);
            if (passages.Count == 0)
                return true;
            var passage = passages[which % passages.Count].Span;
            var words = Words(passage.Of(text));
            if (words.Count == 0)
                return true;
            var word = words[which % words.Count];
            return SnippetCutter.Cut(text, passage, QuestionAtoms.Of(word, _ => 1)).Marks.Count > 0;
        }).QuickCheckThrowOnFailure();

    private static List<string> Words(ReadOnlySpan<char> text)
    {
        var words = new List<string>();
        var reader = new TermReader(text, stackalloc char[TermReader.BufferLength]);
        while (reader.Read())
        {
            if (reader.Kind == TermKind.Word)
                words.Add(reader.Span.Of(text).ToString());
        }

        return words;
    }

    private static (string Snippet, IReadOnlyList<string> Marks) Cut(string text, string query, int columns)
    {
        var snippet = SnippetCutter.Cut(text, new TextSpan(0, text.Length), QuestionAtoms.Of(query, _ => 1), columns);
        var shown = snippet.Span.Of(text).ToString();
        return (shown, [.. snippet.Marks.Select(mark => mark.Of(shown).ToString())]);
    }
}
