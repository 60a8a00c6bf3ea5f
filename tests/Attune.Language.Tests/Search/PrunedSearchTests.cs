using System.Globalization;
using System.Text;
using Attune.Language.Search;
using FsCheck;
using FsCheck.Fluent;

namespace Attune.Language.Tests.Search;

/// <summary>The quick way to the best passages gives what looking at every posting gives, with the same scores.</summary>
public sealed class PrunedSearchTests
{
    private const int Words = 60;

    [Fact]
    public void The_quick_search_equals_the_exhaustive_one_on_skewed_words() =>
        Prop.ForAll(Arb.From(Gen.Choose(0, int.MaxValue)), seed =>
        {
            var random = new Random(seed);
            var index = new Bm25Index();
            var passages = random.Next(1, 400);
            var texts = new string[passages];
            for (var i = 0; i < passages; i++)
                index.Add(texts[i] = Text(random, random.Next(1, 40)));
            for (var i = 0; i < passages; i += random.Next(1, 9))
                index.Remove(i, texts[i]);
            return Enumerable.Range(0, 20).All(_ =>
            {
                var question = Text(random, random.Next(1, 25));
                var limit = random.Next(1, 30);
                return index.SearchExhaustively(question, limit).SequenceEqual(index.Search(question, limit));
            });
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_quick_search_equals_the_exhaustive_one_on_texts_of_both_languages() =>
        Prop.ForAll(MixedText.Several, MixedText.Arbitrary, (texts, question) =>
        {
            var index = new Bm25Index();
            foreach (var text in texts)
                index.Add(text);
            return Enumerable.Range(1, 5).All(limit =>
                index.SearchExhaustively(question, limit).SequenceEqual(index.Search(question, limit)));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Many_passages_of_equal_score_come_in_the_order_of_addition()
    {
        var index = new Bm25Index();
        for (var i = 0; i < 3_000; i++)
            index.Add(i % 2 == 0 ? "rare common" : "common");
        Assert.Equal([0, 2, 4, 6], index.Search("rare common", 4).Select(hit => hit.Passage));
        Assert.Equal(index.SearchExhaustively("common rare", 2_500), index.Search("common rare", 2_500));
    }

    [Fact]
    public void A_search_leaves_nothing_behind_for_the_next()
    {
        var index = new Bm25Index();
        for (var i = 0; i < 500; i++)
            index.Add($"word{i} shared{i % 7} all");
        var first = index.Search("word3 shared3 all", 5);
        index.Search("shared1 all word9", 50);
        index.Add("word501 shared3 all");
        index.Search("all", 1);
        Assert.Equal(index.SearchExhaustively("word3 shared3 all", 5), index.Search("word3 shared3 all", 5));
        Assert.Equal(first.Select(hit => hit.Passage), index.Search("word3 shared3 all", 5).Select(hit => hit.Passage));
    }

    [Fact]
    public void Searches_may_run_together()
    {
        var index = new Bm25Index();
        var random = new Random(7);
        for (var i = 0; i < 2_000; i++)
            index.Add(Text(random, 30));
        var questions = Enumerable.Range(0, 64).Select(_ => Text(random, 10)).ToArray();
        var expected = questions.Select(question => index.SearchExhaustively(question, 10)).ToArray();
        Parallel.For(0, questions.Length * 8, i =>
            Assert.Equal(expected[i % questions.Length], index.Search(questions[i % questions.Length], 10)));
    }

    [Fact]
    public void The_first_posting_from_a_passage_on_is_found_anywhere() =>
        Prop.ForAll(Arb.From(Gen.Choose(0, 200).ArrayOf()), Arb.From(Gen.Choose(0, 201)), (passages, wanted) =>
        {
            var list = new PostingList();
            var sorted = passages.Distinct().Order().ToArray();
            foreach (var passage in sorted)
                list.Add(passage, 1);
            return PostingList.FirstFrom(list.Postings, wanted) == sorted.Count(passage => passage < wanted);
        }).QuickCheckThrowOnFailure();

    /// <summary>Words as in a language: the first are in most texts, the last in few.</summary>
    private static string Text(Random random, int length)
    {
        var text = new StringBuilder();
        for (var i = 0; i < length; i++)
        {
            var share = random.NextDouble();
            var word = (int)(share * share * share * Words);
            text.Append(CultureInfo.InvariantCulture, $"w{word} ");
        }

        return text.ToString();
    }
}
