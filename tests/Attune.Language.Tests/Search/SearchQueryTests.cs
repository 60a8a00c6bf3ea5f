using Attune.Language.Search;
using FsCheck;
using FsCheck.Fluent;

namespace Attune.Language.Tests.Search;

/// <summary>Phrases in quotation marks and beginnings of words.</summary>
public sealed class SearchQueryTests
{
    [Theory]
    [InlineData("opening hours", "opening hours", "", "")]
    [InlineData("\"opening hours\" pool", " opening hours  pool", "opening hours", "")]
    [InlineData("「開放時間」游泳池", " 開放時間 游泳池", "開放時間", "")]
    [InlineData("“a b” 『丙丁』", " a b   丙丁 ", "a b|丙丁", "")]
    [InlineData("muse* ticket", " ticket", "", "muse")]
    [InlineData("the \"open", "the \"open", "", "")]
    [InlineData("\"\" \"...\" x", "\"\" \"...\" x", "", "")]
    [InlineData("m* * 港口*", "m* * 港口*", "", "")]
    [InlineData("港口muse*", "港口", "", "muse")]
    [InlineData("2*3 35*", "2*3 ", "", "35")]
    public void A_query_is_read_as_people_write_it(string text, string words, string phrases, string prefixes)
    {
        var query = SearchQuery.Parse(text);
        Assert.Equal(words, query.Words);
        Assert.Equal(phrases, string.Join('|', query.Phrases));
        Assert.Equal(prefixes, string.Join('|', query.Prefixes));
        Assert.Equal(phrases.Length + prefixes.Length == 0, query.IsPlain);
    }

    [Fact]
    public void Any_query_can_be_read_and_searched_and_the_numbers_are_bounded() =>
        Prop.ForAll(Arb.From(Gen.Elements("\"", "「", "」", "*", "muse", "港口", " ", "a", "\ud842", "*\"").ListOf()), pieces =>
        {
            var query = SearchQuery.Parse(string.Concat(pieces));
            var index = new Bm25Index();
            index.Add("museum muse 港口 a");
            return index.Search(query, 5).Count <= 1
                && query.Phrases.Count <= SearchQuery.Most && query.Prefixes.Count <= SearchQuery.Most;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void All_words_of_a_phrase_must_be_there_also_those_that_a_question_may_leave_out()
    {
        var index = new Bm25Index();
        index.Add("The museum is open.");
        index.Add("A museum on the hill is closed.");
        index.Add("The opening of the museum shop.");
        Assert.Equal([1], Find(index, "\"on the hill\" museum"));
        Assert.Equal([0, 2, 1], Find(index, "museum open"));
        Assert.Empty(Find(index, "\"museum zoo\""));
        // Whether the words stand side by side is for the text to tell.
        Assert.Equal([0, 1, 2], Find(index, "\"the museum\"").Order());
    }

    [Fact]
    public void A_Chinese_phrase_needs_its_characters_side_by_side()
    {
        var index = new Bm25Index();
        index.Add("港口的開放時間是早上七點");
        index.Add("開放的港口，時間很長");
        Assert.Equal([0], Find(index, "「開放時間」"));
        Assert.Equal([0, 1], Find(index, "開放時間"));
    }

    [Fact]
    public void A_removed_passage_is_found_by_no_phrase()
    {
        var index = new Bm25Index();
        index.Add("opening hours");
        index.Add("opening hours of the pool");
        index.Remove(0, "opening hours");
        Assert.Equal([1], Find(index, "\"opening hours\""));
    }

    [Fact]
    public void A_prefix_finds_all_words_that_begin_so_and_the_word_that_it_is()
    {
        var index = new Bm25Index();
        index.Add("museums");
        index.Add("The muse sings");
        index.Add("a musical");
        index.Add("Muses");
        Assert.Equal([0, 1, 3], Find(index, "muse*").Order());
        Assert.Equal([0, 1, 2, 3], Find(index, "mus*").Order());
        Assert.Equal(["mus", "museum"], index.WordsWithPrefix("Muse"));
        Assert.Empty(index.WordsWithPrefix("m"));
        Assert.Empty(index.WordsWithPrefix("港口"));
    }

    [Fact]
    public void A_prefix_stands_for_a_bounded_number_of_words_the_commonest_first()
    {
        var index = new Bm25Index();
        for (var i = 0; i < 300; i++)
            index.Add(i == 299 ? "zz777 zz299" : $"zz{i} zz777");
        var words = index.WordsWithPrefix("zz");
        Assert.Equal(100, words.Count);
        Assert.Equal("zz777", words[0]);
    }

    [Fact]
    public void Words_of_removed_passages_are_no_longer_offered()
    {
        var index = new Bm25Index();
        index.Add("museum");
        index.Add("muscat");
        index.Remove(1, "muscat");
        Assert.Equal(["museum"], index.WordsWithPrefix("mus"));
        index.Sweep();
        Assert.Equal(["museum"], index.WordsWithPrefix("mus"));
        index.Add("muscat");
        Assert.Equal(["muscat", "museum"], index.WordsWithPrefix("mus"));
    }

    [Theory]
    [InlineData("The opening hours are long.", "opening hour", true)]
    [InlineData("Opening, hours", "opening hours", true)]
    [InlineData("opening of hours", "opening hours", false)]
    [InlineData("a a b", "a b", true)]
    [InlineData("x y x y x z", "x y x z", true)]
    [InlineData("港口的開放時間", "開放時間", true)]
    [InlineData("開放的時間", "開放時間", false)]
    [InlineData("", "a", false)]
    [InlineData("a", "", false)]
    public void A_phrase_is_its_words_in_their_order(string text, string phrase, bool expected) =>
        Assert.Equal(expected, PhraseMatcher.Holds(text, PhraseMatcher.TermsOf(phrase)));

    [Fact]
    public void A_phrase_is_found_exactly_where_its_words_stand_in_a_row() =>
        Prop.ForAll(Arb.From(Gen.Elements("a1", "b1", "c1").ListOf()), Arb.From(Gen.Elements("a1", "b1").NonEmptyListOf()),
            (text, phrase) =>
            {
                var expected = Enumerable.Range(0, text.Count).Any(start => text.Skip(start).Take(phrase.Count)
                    .SequenceEqual(phrase));
                return PhraseMatcher.Holds(string.Join(' ', text), PhraseMatcher.TermsOf(string.Join(' ', phrase))) == expected;
            }).QuickCheckThrowOnFailure();

    private static IEnumerable<int> Find(Bm25Index index, string query) =>
        index.Search(SearchQuery.Parse(query), 10).Select(hit => hit.Passage);
}
